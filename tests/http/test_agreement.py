"""The list of presets shows how closely each was matched, as the committed file has it."""

import json

from service.presets import FILE, PRESETS


def test_the_list_shows_what_was_measured(service):
    listed = service.client.get("/v1/presets").json()["presets"]
    shown = {one["id"]: one["agreement"] for one in listed if one["agreement"]}
    assert shown == json.loads(FILE.read_text(encoding="utf-8"))


def test_thirty_presets_and_more_are_proven(service):
    listed = service.client.get("/v1/presets").json()["presets"]
    proven = {one["id"] for one in listed if one["status"] == "proven"}
    assert proven == set(PRESETS)
    assert len(proven) >= 30
    assert all(0 <= found["share"] <= 1 for one in listed for found in one["agreement"])


def test_one_preset_tells_its_own(service):
    detail = service.client.get("/v1/presets/whisper-80").json()
    originals = {found["original"] for found in detail["agreement"]}
    assert {"openai-whisper", "faster-whisper", "transformers"} <= originals
    assert detail["status"] == "proven"
