"""The ``file`` of a multipart body and what may come with it, passed on as it arrives."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from service.errors import BadSound
from service.sources import HEAD_BYTES

FIELD = "file"

Write = Callable[[bytes], object]


class Form:
    """Find the part called ``file``, and others, and hand their bytes on.

    Parameters
    ----------
    boundary : bytes
        From the content type.
    writers : mapping
        For each field that there must be, once, what takes its bytes.

    Attributes
    ----------
    head : bytes
        The first bytes of the file, at most `HEAD_BYTES`.

    Raises
    ------
    BadSound
        The boundary is missing or too long.
    """

    def __init__(self, boundary: bytes, writers: Mapping[str, Write]) -> None:
        if not boundary:
            raise BadSound("the content type multipart/form-data lacks its boundary")
        self._writers, self._found = writers, set[str]()
        self.head = self._name = self._value = b""
        self._ended = False
        self._field = ""
        with _refusal():
            self._parser = self._make_parser(boundary)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the body.

        Raises
        ------
        BadSound
            They are no multipart body, or hold another part than those expected.
        """
        with _refusal():
            self._parser.write(chunk)

    def finish(self) -> None:
        """Take the end of the body.

        Raises
        ------
        BadSound
            The last boundary, the file or another field is missing.
        """
        if not self._ended:
            raise BadSound("the multipart body ends before its last boundary")
        if not self._found:
            raise BadSound("the multipart body has no part; send the sound as the field file")
        missing = [name for name in self._writers if name not in self._found]
        if missing:
            raise BadSound(f"the multipart body lacks the field {missing[0]}")

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
        self._field = ""

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
        if self._field not in self._writers:
            raise BadSound(f"the multipart body has a field {self._field[:100]!r}; {self._takes}")
        if self._field in self._found:
            raise BadSound(f"the multipart body has two fields called {self._field}; send one")
        self._found.add(self._field)

    @property
    def _takes(self) -> str:
        if len(self._writers) > 1:
            return f"it takes the fields {' and '.join(self._writers)}"
        return f"it takes one field, {FIELD}, and parameters go into the query of the address"

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._field == FIELD and len(self.head) < HEAD_BYTES:
            self.head += data[start : min(end, start + HEAD_BYTES - len(self.head))]
        self._writers[self._field](data[start:end])

    def _end(self) -> None:
        self._ended = True


@contextmanager
def _refusal() -> Iterator[None]:
    """Turn the parser's errors into ours."""
    try:
        yield
    except FormParserError as error:
        raise BadSound("the multipart body is broken") from error
