"""The command endpoints, over the log in memory: the ids they mint, and what they answer."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.api import _COMMANDS, Api
from services.diagnosis.commands_base import UserCommand
from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS, SessionEvent
from services.diagnosis.material.events import FactRecorded
from shared.bus.commands import Request
from shared.envelope import Stream, begin
from shared.errors import InvalidInput, NotFound
from shared.handle import Handler
from shared.ids import new_id
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.message import Actor
from shared.sealing import KEY_BYTES, Keyring, MasterKey
from tests.unit.diagnosis.examples import (
    ACCOUNT,
    ANNA,
    BEN,
    FIX,
    OPEN,
    SCRIPT,
    STEP,
    STRANGER,
    TEAM,
    WORKED,
    action,
    escalation,
    picked_up,
    script,
    started,
)

MADE = {
    "add_fact": ("fact_id", {"text": "It has power."}),
    "suggest_fix": ("fix_id", {"title": "New fuser", "description": "Replace the fuser."}),
    "record_script": ("generation_id", script().model_dump(exclude={"by", "at", "step_id", "fix_id", "generation_id"})),
}


class Desk:
    """One session that begins with some events, and its commands."""

    def __init__(self, log: MemoryLog, session: UUID) -> None:
        self._log = log
        self._session = session
        self._endpoints = Api(Handler(log, SESSION, SESSION_EVENTS), lambda: datetime.now(UTC)).endpoints()

    async def send(self, name: str, who: Actor = ANNA, key: str | None = None, **body: Any) -> dict[str, Any]:
        request = Request(
            actor=who, body=body, route=name, key=key, body_hmac=repr(sorted(body.items())).encode().hex(),
            session=self._session,
        )  # fmt: skip
        return dict(await self._endpoints[name](request))

    async def events(self) -> list[SessionEvent]:
        return SESSION_EVENTS.decode_all(await self._log.load(f"session-{self._session}"))


async def desk(*history: SessionEvent) -> Desk:
    log, session = MemoryLog(Keyring(MemoryKeyStore(), MasterKey(bytes(KEY_BYTES)))), new_id()
    stream = Stream("session", str(session), ACCOUNT, session)
    await log.append(stream, 0, history, begin(Actor(account_id=ACCOUNT), "diagnosis"))
    return Desk(log, session)


@pytest.mark.parametrize("name", MADE)
async def test_given_a_lost_reply_when_something_is_made_again_then_it_is_the_same_thing_once(name: str) -> None:
    field, body = MADE[name]
    here = await desk(*OPEN)
    first = await here.send(name, key="k", **body)
    again = await here.send(name, key="k", **body)
    assert again == first
    assert len(await here.events()) == len(OPEN) + 1
    assert getattr((await here.events())[-1], field) == UUID(first[field])


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("keys", [("k", "l"), (None, None)])
async def test_given_two_wishes_when_something_is_made_then_there_are_two(
    name: str, keys: tuple[str | None, ...]
) -> None:
    field, body = MADE[name]
    here = await desk(*OPEN)
    made = {(await here.send(name, key=key, **body))[field] for key in keys}
    assert len(made) == 2


async def test_given_another_body_when_the_key_comes_again_then_it_is_refused() -> None:
    here = await desk(*OPEN)
    await here.send("add_fact", key="k", text="It has power.")
    with pytest.raises(InvalidInput, match="key_reused"):
        await here.send("add_fact", key="k", text="It has no power.")


async def test_given_the_same_key_in_another_session_when_a_fact_is_added_then_it_is_another_fact() -> None:
    here, there = await desk(*OPEN), await desk(*OPEN)
    one = await here.send("add_fact", key="k", text="It has power.")
    other = await there.send("add_fact", key="k", text="It has power.")
    assert one["fact_id"] != other["fact_id"]


@pytest.mark.parametrize(("name", "body", "ids"), [
    ("revise_fact", {"fact_id": str(UUID(int=200)), "text": "Floors 2 and 3."}, {"fact_id": str(UUID(int=200))}),
    ("retract_fact", {"fact_id": str(UUID(int=200))}, {"fact_id": str(UUID(int=200))}),
    ("record_fix_outcome", {"fix_id": str(FIX), "outcome": "dismissed"}, {"fix_id": str(FIX)}),
    ("record_script_result", {"generation_id": str(SCRIPT), "success": True}, {"generation_id": str(SCRIPT)}),
    ("pause_session", {}, {}),
])  # fmt: skip
async def test_given_a_command_when_it_is_done_then_the_answer_names_what_it_was_about(
    name: str, body: dict[str, Any], ids: dict[str, str]
) -> None:
    here = await desk(*WORKED)
    answer = await here.send(name, **body)
    assert {field: value for field, value in answer.items() if field.endswith("_id")} == ids
    assert answer["version"] == len(await here.events())


async def test_given_a_script_for_the_open_step_when_its_result_is_reported_then_a_step_is_awaited() -> None:
    here = await desk(started(), action())
    made = await here.send("record_script", **MADE["record_script"][1])
    assert made["awaiting_step"] is False
    answer = await here.send("record_script_result", generation_id=made["generation_id"], success=True)
    assert answer["awaiting_step"] is True
    (fact,) = [event for event in await here.events() if isinstance(event, FactRecorded)]
    assert fact.step_id == STEP


async def test_given_an_escalation_when_it_is_picked_up_then_a_step_is_awaited_from_the_briefing_on() -> None:
    here = await desk(*OPEN, escalation(team_id=TEAM))
    answer = await here.send("pick_up", BEN, mode="continue")
    assert (answer["status"], answer["awaiting_step"]) == ("active", True)


async def test_given_another_account_when_any_command_comes_then_there_is_no_such_session() -> None:
    here = await desk(*WORKED, escalation(), picked_up())
    for name in ("add_fact", "escalate", "pick_up", "take_back"):
        body = {"add_fact": {"text": "x"}, "escalate": {"reason": "I am stuck."}}.get(name, {})
        with pytest.raises(NotFound, match="unknown_session"):
            await here.send(name, STRANGER, **body)


def test_every_command_of_a_user_has_an_endpoint() -> None:
    assert set(_COMMANDS.values()) == set(UserCommand.__subclasses__())
