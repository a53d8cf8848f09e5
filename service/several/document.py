"""JSON with the answers of several features."""

from typing import BinaryIO

import orjson

from service.formats._base import NoParams
from service.formats.as_json import to_json
from service.several._base import Form, Members


def document(members: Members, params: NoParams, out: BinaryIO) -> None:
    """Write an object `features` whose members are answers as each feature alone has them."""
    for number, member in enumerate(members.found):
        out.write(b'{"features":{' if number == 0 else b",")
        out.write(orjson.dumps(member.name) + b":")
        to_json(member.features, params, out)
    out.write(b"}}")


FORM = Form("json", "application/json", True, NoParams, document)  # noqa: FBT003  # a record
