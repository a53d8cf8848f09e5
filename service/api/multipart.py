"""The one ``file`` of a multipart body, passed on as it arrives."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from service.errors import BadSound

FIELD = "file"


class Form:
    """Find the part called ``file`` and hand its bytes on.

    Parameters
    ----------
    boundary : bytes
        From the content type.
    write : callable
        Takes the bytes of the file.

    Raises
    ------
    BadSound
        The boundary is missing or too long.
    """

    def __init__(self, boundary: bytes, write: Callable[[bytes], None]) -> None:
        if not boundary:
            raise BadSound("the content type multipart/form-data lacks its boundary")
        self._write = write
        self._name = self._value = b""
        self._found = self._ended = False
        self._field: str | None = None
        with _refusal():
            self._parser = self._make_parser(boundary)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the body.

        Raises
        ------
        BadSound
            They are no multipart body, or hold another part than one ``file``.
        """
        with _refusal():
            self._parser.write(chunk)

    def finish(self) -> None:
        """Take the end of the body.

        Raises
        ------
        BadSound
            The last boundary or the file is missing.
        """
        if not self._ended:
            raise BadSound("the multipart body ends before its last boundary")
        if not self._found:
            raise BadSound("the multipart body has no part; send the sound as the field file")

    def _make_parser(self, boundary: bytes) -> MultipartParser:
        return MultipartParser(
            boundary,
            {
                "on_header_begin": self._header_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_begin": self._part_begin,
                "on_part_data": self._part_data,
                "on_end": self._end,
            },
        )

    def _part_begin(self) -> None:
        self._field = None

    def _header_begin(self) -> None:
        self._name = self._value = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._field = options.get(b"name", b"").decode("utf-8", "replace")

    def _headers_finished(self) -> None:
        if self._field != FIELD:
            name = (self._field or "")[:100]
            raise BadSound(
                f"the multipart body has a field {name!r}; it takes one field, {FIELD}, and "
                "parameters go into the query of the address"
            )
        if self._found:
            raise BadSound("the multipart body has two fields called file; send one")
        self._found = True

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        self._write(data[start:end])

    def _end(self) -> None:
        self._ended = True


@contextmanager
def _refusal() -> Iterator[None]:
    """Turn the parser's errors into ours."""
    try:
        yield
    except FormParserError as error:
        raise BadSound("the multipart body is broken") from error
