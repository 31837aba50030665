"""Requests over many connections, each sent when the answer to the one before is there; cheap enough to be no limit."""

import asyncio
import re
import time

CONNECTIONS = 32
SETTLE_SECONDS = 0.2
_LENGTH = re.compile(rb"(?i)content-length: (\d+)")


class Connection(asyncio.Protocol):
    """Sends one request again and again, and counts the answers."""

    def __init__(self, request: bytes) -> None:
        self._request = request
        self._buffer = b""
        self._size: int | None = None
        self.answers = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # always one of these
        """Begin."""
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Go on when the answer is complete."""
        self._buffer += data
        if self._size is None:
            self._size = _size(self._buffer)
        if self._size is None or len(self._buffer) < self._size:
            return
        assert self._buffer.startswith(b"HTTP/1.1 200 "), self._buffer[:300]
        self.answers += 1
        self._buffer, self._size = b"", None
        self._transport.write(self._request)


def _size(answer: bytes) -> int | None:
    end = answer.find(b"\r\n\r\n")
    if end < 0:
        return None
    length = _LENGTH.search(answer, 0, end)
    assert length is not None
    return end + 4 + int(length[1])


async def requests_per_second(port: int, path: str, token: str, seconds: float, takes: str = "identity") -> float:
    """Answers a second from `CONNECTIONS` connections together. `takes`: the encodings that they accept."""
    headers = f"host: localhost\r\nauthorization: Bearer {token}\r\naccept-encoding: {takes}"
    request = f"GET {path} HTTP/1.1\r\n{headers}\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    opened = [await loop.create_connection(lambda: Connection(request), "127.0.0.1", port) for _ in range(CONNECTIONS)]
    connections = [protocol for _, protocol in opened]
    await asyncio.sleep(SETTLE_SECONDS)
    before, began = sum(connection.answers for connection in connections), time.perf_counter()
    await asyncio.sleep(seconds)
    answers = sum(connection.answers for connection in connections) - before
    taken = time.perf_counter() - began
    for transport, _ in opened:
        transport.abort()
    await asyncio.sleep(SETTLE_SECONDS)
    assert answers, "no answers"
    return answers / taken
