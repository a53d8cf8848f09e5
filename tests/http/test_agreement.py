"""The list of presets shows how closely each was matched, as the committed file has it."""

import json

from service.presets import FILE


def test_the_list_shows_what_was_measured(service):
    listed = service.client.get("/v1/presets").json()["presets"]
    shown = {one["id"]: one["agreement"] for one in listed if one["agreement"]}
    assert shown == json.loads(FILE.read_text(encoding="utf-8"))


def test_what_was_measured_is_equal_and_proves_thirty_presets_and_more(service):
    listed = service.client.get("/v1/presets").json()["presets"]
    assert all(0 <= found["share"] <= 1 for one in listed for found in one["agreement"])
    assert sum(one["status"] == "proven" for one in listed) >= 30
    assert all((one["status"] == "proven") == bool(one["agreement"]) for one in listed)


def test_one_preset_tells_its_own(service):
    detail = service.client.get("/v1/presets/whisper-80").json()
    originals = {found["original"] for found in detail["agreement"]}
    assert {"openai-whisper", "faster-whisper", "transformers"} <= originals
    assert detail["status"] == "proven"
