"""Bytes that the service holds for its callers: bodies as they arrive, answers until sent."""

from service.errors import Busy


class Held:
    """How many there are, and how many there may be.

    What is announced counts only once it has arrived, or callers who announce much and send little
    could keep everybody else out.

    Parameters
    ----------
    most : int
        Limit, bytes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self.bytes = 0

    def refuse(self, size: int) -> None:
        """Refuse a body that has no room now.

        Raises
        ------
        Busy
            It has not.
        """
        if self.bytes + size > self._most:
            raise Busy(
                f"{self.bytes} bytes are in flight already; the limit is {self._most} bytes",
                reason="bytes",
            )

    def receive(self, size: int) -> None:
        """Count bytes that have arrived.

        Raises
        ------
        Busy
            There is no room for them; they do not count.
        """
        if self.bytes + size > self._most:
            self.refuse(size)
        self.bytes += size

    def take(self, size: int) -> None:
        """Count bytes that are there, whatever the limit."""
        self.bytes += size

    def give(self, size: int) -> None:
        """Count bytes that are gone."""
        self.bytes -= size
