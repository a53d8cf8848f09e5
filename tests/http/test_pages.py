"""The pages for people: they work without any other address, also behind a proxy."""

import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from service.formats._picture.colormaps import TABLES
from tests.conftest import ROOT, SPEECH, wav

WEB = ROOT / "service" / "web"
TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "png": "image/png",
    "svg": "image/svg+xml",
    "json": "application/json",
}
BUNDLE = "/_static/swagger-ui/swagger-ui-bundle.js"
PAGES = ["/", "/docs"]


class Links(HTMLParser):
    """The addresses that a page names."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, _tag, attrs):
        self.found += [value for name, value in attrs if name in {"src", "href", "action"}]


def links(html):
    parser = Links()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_relative_addresses_that_answer(service, page):
    answer = service.client.get(page)
    assert answer.headers["content-type"].startswith("text/html")
    found = links(answer.text)
    assert found
    for link in found:
        assert re.match(r"[a-z_]", link), link
        assert ":" not in link
        asset = service.client.get(urljoin(page, link))
        kind = TYPES.get(link.rpartition(".")[2], "text/html")
        assert (asset.status_code, asset.headers["content-type"].split(";")[0]) == (200, kind)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_behind_a_proxy_that_strips_its_prefix(small, page):
    for link in links(small.client.get(page).text):
        assert small.client.get(urljoin(page, link)).status_code == 200


def test_curls_default_is_answered_with_the_address_before_the_proxy(small):
    media_type = "application/x-www-form-urlencoded"
    detail = small.post("mel.png", wav(), media_type).json()["detail"]
    assert f"'{small.url}/sonograph/v1/features/mel.png'" in detail


OWN = [
    path.relative_to(WEB)
    for kind in ("html", "js", "css", "json")
    for path in sorted(WEB.rglob(f"*.{kind}"))
    if "swagger-ui" not in path.parts
]


@pytest.mark.parametrize("name", OWN, ids=str)
def test_our_own_files_name_no_other_address(name):
    assert not re.search(r"https?:|[\"'(]//", (WEB / name).read_text())


def test_every_module_that_is_imported_is_served(service):
    for module in (WEB / "playground").glob("*.js"):
        for name in re.findall(r'from "\./([\w-]+\.js)"', module.read_text()):
            assert service.client.get(f"/_static/playground/{name}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_a_page_may_load_nothing_but_our_files(service, page):
    policy = service.client.get(page).headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert {word for rule in rules.values() for word in rule.split()} <= {
        "'none'",
        "'self'",
        "blob:",
        "data:",
    }


def test_the_page_colours_with_the_colours_of_the_pictures(service):
    served = service.client.get("/_static/colormaps.json").json()
    assert served.keys() == TABLES.keys()
    for name, digits in served.items():
        assert bytes.fromhex(digits) == TABLES[name].tobytes()


def test_the_sounds_that_the_page_offers_are_there(service):
    for example in service.client.get("/_static/sounds/examples.json").json():
        if "file" in example:
            sound = service.client.get(f"/_static/sounds/{example['file']}").content
            answer = service.post("mel.npy", sound, "application/octet-stream")
        else:
            answer = service.tone("mel.npy", example["tones"])
        assert answer.status_code == 200


def test_the_page_and_the_examples_have_the_same_speech(service):
    served = service.client.get("/_static/sounds/speech.flac").content
    assert served == SPEECH.read_bytes()


def test_swagger_ui_is_as_it_was_published(service):
    folder = WEB / "swagger-ui"
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {file.name for file in folder.iterdir()} - {"SHA256SUMS", "README.md"}
    assert sums.keys() == files
    for name, expected in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected
    served = service.client.get(BUNDLE).content
    assert hashlib.sha256(served).hexdigest() == sums["swagger-ui-bundle.js"]


def test_an_asset_is_not_sent_twice(service):
    tag = service.client.get(BUNDLE).headers["etag"]
    again = service.client.get(BUNDLE, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def preflight(running, origin):
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return running.client.options("/v1/features/mel.json", headers=headers)


@pytest.mark.parametrize("origin", ["https://example.org", "https://example.com"])
def test_a_page_that_the_operator_named_may_call(small, origin):
    assert preflight(small, origin).headers["access-control-allow-origin"] == origin
    for body in (wav(), b"no sound"):
        answer = small.post("mel.npy", body, headers={"Origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
        assert "Sonograph-Receipt" in answer.headers["access-control-expose-headers"]


def test_other_pages_may_not_call(small, service):
    allow = "access-control-allow-origin"
    assert allow not in preflight(small, "https://example.net").headers
    answer = small.client.get("/livez", headers={"Origin": "https://example.net"})
    assert allow not in answer.headers
    assert preflight(service, "https://example.org").status_code == 405
