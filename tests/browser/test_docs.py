"""Swagger UI at /docs: it needs no other address, shows a file picker, and executes a request."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.conftest import SPEECH

from .conftest import DECODED, pixels, rgb

OPERATION = "#operations-mel-mel_png"


@pytest.fixture
def docs(page):
    page.tab.goto(page.service.url + "/docs")
    page["#operations-tag-mel"].click()
    page[OPERATION].locator(".opblock-summary-control").click()
    return page


def test_a_mel_request_is_executed_with_a_picked_file(docs, direct):
    operation = docs[OPERATION]
    kinds = operation.locator(".opblock-section-request-body select.content-type").first
    kinds.select_option("multipart/form-data")
    picker = operation.locator("input[type=file]")
    expect(picker).to_be_visible()
    picker.set_input_files(SPEECH)
    with docs.tab.expect_response(lambda answer: "/v1/features/mel.png" in answer.url) as waiting:
        operation.locator("button.execute").click()
    assert waiting.value.status == 200
    assert "?" not in waiting.value.url  # what nobody typed is left to the service, or a preset
    shown = operation.locator(".live-responses-table img")
    expect(shown).to_be_visible()
    expected = pixels(direct("features/mel.png"))[::-1]
    assert np.array_equal(rgb(shown.evaluate(DECODED)), expected)


def test_the_bytes_of_a_file_are_picked_too(docs):
    expect(docs[OPERATION].locator("input[type=file]")).to_be_visible()
