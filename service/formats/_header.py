"""The receipt of an answer that has no place for it but a header."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from service.domain import Features

NAME = "Sonograph-Receipt"
LONGEST = 2048


def short_receipt(features: Features) -> str:
    """Say in ASCII JSON what the caller set.

    Where that is too long, what was set as it is by the preset or by default is left out, which
    loses nothing; then warnings, and that is said; then `modified`, which the parameters tell, too.
    """
    receipt = dict(features.receipt)
    text = _written(receipt, features.given)
    if len(text) > LONGEST:
        text = _written(receipt, features.changed)
    if len(text) > LONGEST:
        receipt["warnings"] = [f"{len(features.warnings)} warnings: see the JSON answer"]
        text = _written(receipt, features.changed)
    if len(text) > LONGEST:
        receipt.pop("modified", None)
        text = _written(receipt, features.changed)
    return text


def _written(receipt: Mapping[str, Any], names: Iterable[str]) -> str:
    parameters = {name: receipt["parameters"][name] for name in names}
    return json.dumps({**receipt, "parameters": parameters}, separators=(",", ":"))
