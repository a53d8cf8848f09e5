"""An npz with all arrays."""

from typing import BinaryIO
from zipfile import ZipFile

from service.formats.as_npz import put, put_receipt
from service.parameters import Parameters
from service.several._base import Form, Members


class ArchiveParams(Parameters):
    """No parameters of its own."""


def archive(members: Members, params: ArchiveParams, out: BinaryIO) -> None:  # noqa: ARG001  # every form has this form
    """Write the values, axes and unit of each member, and one receipt.

    Parameters
    ----------
    members : Members
        What to write.
    params : ArchiveParams
        None.
    out : BinaryIO
        Takes the entries ``<name>/values``, ``<name>/<axis>`` and ``<name>/unit`` of each, and
        ``receipt``, a JSON string with `parts`: name, own values, shape and receipt of each.
    """
    parts = []
    with ZipFile(out, "w") as file:
        for member in members.found:
            put(file, member.features, f"{member.name}/{{}}")
            parts.append(member.plain())
        put_receipt(file, {"parts": parts})


FORM = Form("npz", "application/x-npz", True, ArchiveParams, archive)  # noqa: FBT003  # a record
