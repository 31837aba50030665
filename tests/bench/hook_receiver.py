"""Receives webhooks and answers 204 to each. Prints its port, then serves until its input ends.

At its end it prints how many requests came, and how many of them it had had.
"""

import asyncio
import re
import sys
from collections import Counter

_ID = re.compile(rb"webhook-id: (\S+)")
_LENGTH = re.compile(rb"content-length: (\d+)")
_ANSWER = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"


async def main() -> None:
    """Serve."""
    came: Counter[tuple[bytes, bytes]] = Counter()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length, id_ = _LENGTH.search(head), _ID.search(head)
        if length is None or id_ is None:
            raise ValueError("this is no webhook")
        await reader.readexactly(int(length[1]))
        came[head.split(b" ", 2)[1], id_[1]] += 1
        writer.write(_ANSWER)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.to_thread(sys.stdin.buffer.read)
    print(sum(came.values()), sum(came.values()) - len(came), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
