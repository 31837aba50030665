"""A command about a thing of the account, and what is seen of it in time."""

from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from services.gateway import account_things
from services.gateway.account_things import Things, has_version
from services.gateway.headers import Idempotency
from services.gateway.notices import Notices
from shared.ids import new_id

THING, VERSION = new_id(), 3
KEY = Idempotency("key-1", from_client=True)


class Commands:
    """Takes every command, and keeps which service it was for."""

    pool, notices = None, Notices()
    services: tuple[str, ...] = ()

    async def command(self, *_: Any, service: str) -> dict[str, Any]:
        self.services += (service,)
        return {"thing_id": str(THING), "version": VERSION}


@pytest.mark.parametrize(("shown", "folded"), [(VERSION, True), (VERSION + 1, True), (VERSION - 1, False)])
async def test_given_a_command_when_its_effect_is_shown_in_time_then_the_thing_is_answered_else_none(
    monkeypatch: pytest.MonkeyPatch, shown: int, folded: bool
) -> None:
    @asynccontextmanager
    async def walled(*_: Any) -> Any:
        yield None

    async def read(_: Any, thing: UUID) -> dict[str, Any]:
        return {"id": thing, "version": shown}

    monkeypatch.setattr(account_things, "walled", walled)
    commands: Any = Commands()
    things = Things(commands, "matching", read, has_version, "thing_id")
    who: Any = SimpleNamespace(account_id=new_id())

    done, found = await things.change(who, "change_thing", {}, KEY, seconds=0.01)

    assert (done["version"], commands.services) == (VERSION, ("matching",))
    assert found == ({"id": THING, "version": shown} if folded else None)
