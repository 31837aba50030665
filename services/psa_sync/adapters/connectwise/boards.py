"""ConnectWise's boards. Each has statuses of its own, which are asked for board by board."""

import asyncio

from services.psa_sync.adapters.connectwise.client import Client
from services.psa_sync.adapters.records import Record, dig, ident
from services.psa_sync.adapters.texts import line
from services.psa_sync.ports import Away, Board, Refused

AT_ONCE = 4
SECONDS = 5.0
"""For so long one board's statuses are waited for."""


async def boards_of(client: Client) -> tuple[Board, ...]:
    """The boards in use; one whose statuses cannot be read has none. Raises PsaFailed."""
    found = [board async for board in client.every("service/boards", conditions="inactiveFlag = false")]
    free = asyncio.Semaphore(AT_ONCE)
    try:
        async with asyncio.TaskGroup() as group:
            asked = [group.create_task(_board(client, board, free)) for board in found]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return tuple({board.name: board for task in asked if (board := task.result())}.values())


async def _board(client: Client, board: Record, free: asyncio.Semaphore) -> Board | None:
    name = line(dig(board, "name"))
    if name is None:
        return None
    async with free:
        try:
            async with asyncio.timeout(SECONDS):
                return Board(name, await _statuses(client, board))
        except (Refused, Away, TimeoutError):  # keys that are not accepted, and too many questions, concern them all
            return Board(name, ())


async def _statuses(client: Client, board: Record) -> tuple[str, ...]:
    statuses = client.every(f"service/boards/{ident(dig(board, 'id'))}/statuses")
    names = [line(dig(one, "name")) async for one in statuses if dig(one, "inactive") is not True]
    return tuple(dict.fromkeys(name for name in names if name))
