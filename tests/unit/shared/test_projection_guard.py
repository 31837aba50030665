"""The guard around each fold: what is wrong with an event is reported, what is wrong with the database is raised."""

from typing import Any

import asyncpg
import pytest

from shared.envelope import StoredEvent
from shared.projection import or_dead_letter


class Connection:
    """As far as the guard asks it."""

    def __init__(self, closed: bool = False) -> None:
        self.closed = closed

    def is_closed(self) -> bool:
        return self.closed


async def guarded(error: Exception, connection: Any) -> list[Exception]:
    told: list[Exception] = []

    async def failed(_: Any, __: StoredEvent, error: Exception) -> None:
        told.append(error)

    event: Any = None
    async with or_dead_letter(connection, event, failed):
        raise error
    return told


@pytest.mark.parametrize("error", [ValueError(), KeyError("at"), RuntimeError(), ExceptionGroup("", [ValueError()])])
async def test_given_an_event_that_cannot_be_folded_when_folded_then_it_is_reported_and_the_others_go_on(
    error: Exception,
) -> None:
    assert await guarded(error, Connection()) == [error]


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.NotNullViolationError(),
        asyncpg.InterfaceError("closed"),
        asyncpg.InternalClientError(),
        TimeoutError(),
        ConnectionResetError(),
    ],
)
async def test_given_a_database_in_trouble_when_folded_then_that_is_raised(error: Exception) -> None:
    with pytest.raises(type(error)):
        await guarded(error, Connection())


async def test_given_a_connection_that_is_gone_when_folded_then_whatever_it_said_is_raised() -> None:
    with pytest.raises(RuntimeError):
        await guarded(RuntimeError("the handler is closed"), Connection(closed=True))
