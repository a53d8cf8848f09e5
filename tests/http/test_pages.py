"""The pages for people: they work without any other address, also behind a proxy."""

import hashlib
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from tests.conftest import ROOT, wav

WEB = ROOT / "service" / "web"
TYPES = {"js": "text/javascript", "css": "text/css", "png": "image/png", "json": "application/json"}
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


@pytest.mark.parametrize("name", ["index.html", "index.js", "index.css", "docs.html", "docs.js"])
def test_our_own_files_name_no_other_address(name):
    assert not re.search(r"https?:|[\"'(]//", (WEB / name).read_text())


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
