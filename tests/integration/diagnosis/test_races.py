"""Several people want one session at once: two replicas of the service, real transactions, replies that get lost."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis import app
from services.diagnosis.domain import SESSION
from services.diagnosis.escalation.events import EscalationPickedUp
from services.diagnosis.events import SESSION_EVENTS, SessionEvent, StepProposed
from services.diagnosis.settings import DiagnosisSettings
from services.diagnosis.state import NotStarted, under_way
from shared.errors import Problem, Unavailable
from shared.handle import Handler
from shared.llm.settings import ModelSettings
from shared.message import Actor
from shared.service import serve
from shared.settings import CommonSettings
from shared.testing.waiting import PATIENCE
from tests.integration.diagnosis.conftest import Diagnosis
from tests.simulation.invariants import of_escalations, of_material, of_steps

ROUNDS = 20
SOLVED = {"resolution_summary": "Caused by: a stuck job. Fixed by: the queue was emptied."}


@pytest.fixture
async def replica(diagnosis: Diagnosis, settings: CommonSettings) -> AsyncIterator[None]:
    """A second process' worth of the service, which shares its work."""
    ready = asyncio.Event()
    build = app.builder(DiagnosisSettings(**settings.model_dump()), ModelSettings(api_key=None))
    task = asyncio.create_task(serve("diagnosis", settings, build, ready))
    async with asyncio.timeout(PATIENCE):
        await ready.wait()
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


class Crowd:
    """Everybody at one session; who asks gets the answer or the refusal."""

    def __init__(self, diagnosis: Diagnosis, session: UUID, choice: random.Random) -> None:
        self._diagnosis = diagnosis
        self._session = session
        self._choice = choice
        self.told: list[tuple[str, Actor, dict[str, Any] | Problem]] = []

    async def want(self, *wishes: tuple[str, Actor, dict[str, Any]]) -> None:
        """All of it at once, in any order."""
        await asyncio.gather(*(self._ask(*wish) for wish in self._choice.sample(wishes, len(wishes))))

    async def _ask(self, name: str, who: Actor, body: dict[str, Any]) -> None:
        """The same request goes out twice now and then, as it does where a reply got lost."""
        key = f"{name}-{who.user_id}-{len(self.told)}-{self._choice.random()}"
        times = self._choice.choice([1, 1, 2])
        answers = await asyncio.gather(*(self._answer(name, who, key, body) for _ in range(times)))
        taken = [answer for answer in answers if not isinstance(answer, Problem)]  # what was too early may come in time
        self.told.append((name, who, [*taken, *answers][0]))

    async def _answer(self, name: str, who: Actor, key: str, body: dict[str, Any]) -> dict[str, Any] | Problem:
        """The answer; who is told that the service is away sends the same again, as they are told to."""
        while True:
            try:
                return await self._diagnosis.command(self._session, name, who=who, key=key, **body)
            except Unavailable as away:
                if away.code != "service_away":
                    raise
            except Problem as problem:
                return problem

    def won(self, name: str) -> list[Actor]:
        """Who was told that they did it."""
        return [who for asked, who, answer in self.told if asked == name and isinstance(answer, dict)]


async def play(diagnosis: Diagnosis, seed: int) -> Crowd:
    """An escalated session that everybody wants; then everybody goes on as if they had it."""
    choice = random.Random(seed)
    anna, ben, cleo = diagnosis.engineer, diagnosis.colleague("Ben"), diagnosis.colleague("Cleo")
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    fix = await diagnosis.command(session, "suggest_fix", title="New cable", description="Replace it.")
    await diagnosis.command(session, "escalate", reason="I have run out of ideas.")
    crowd = Crowd(diagnosis, session, choice)
    outcome = {"fix_id": fix["fix_id"], "outcome": "applied_success"}
    late: list[tuple[str, Actor, dict[str, Any]]] = [("take_back", anna, {})] if choice.random() < 0.3 else []
    await crowd.want(
        ("pick_up", ben, {"mode": "continue"}),
        ("pick_up", cleo, {"mode": "fresh", "additional_context": "look at the cable"}),
        ("resolve_session", anna, SOLVED),
        ("record_fix_outcome", anna, outcome),
        ("pause_session", anna, {}),
        *late,
    )
    people = [anna, ben, cleo]
    await crowd.want(
        *(("resolve_session", who, SOLVED) for who in people),
        *(("pause_session", who, {}) for who in people),
        *(("answer_step", who, {"was_skipped": True}) for who in people),
        *(("record_fix_outcome", who, {**outcome, "outcome": "applied_failed"}) for who in people),
    )
    await check(diagnosis, session, crowd)
    return crowd


async def check(diagnosis: Diagnosis, session: UUID, crowd: Crowd) -> None:
    """One winner each; whoever was told so did it; what is left is what the log gives."""
    events = await diagnosis.until(session, at_rest)
    state = SESSION.fold(events)
    assert [*of_steps(events), *of_escalations(events, state), *of_material(events)] == []
    told = Counter((name, who.user_id) for name, who, answer in crowd.told if isinstance(answer, dict))
    assert told == Counter(did(event) for event in events if did(event) in told)
    assert len(crowd.won("pick_up")) + len(crowd.won("take_back")) == 1
    assert len(crowd.won("resolve_session")) <= 1
    assert len(crowd.won("record_fix_outcome")) <= 1
    handler = Handler(diagnosis.logs["diagnosis"], SESSION, SESSION_EVENTS)
    assert await handler.load(f"session-{session}") == (state, len(events))


def at_rest(events: list[SessionEvent]) -> bool:
    """Nothing will come by itself any more."""
    state = SESSION.fold(events)
    assert not isinstance(state, NotStarted)
    return not under_way(state) and not state.case.lacking_insight


NAMES = {
    "escalation_picked_up": "pick_up",
    "escalation_taken_back": "take_back",
    "session_resolved": "resolve_session",
    "session_paused": "pause_session",
    "step_answered": "answer_step",
    "fix_outcome_recorded": "record_fix_outcome",
}


def did(event: SessionEvent) -> tuple[str, UUID | None]:
    """The command of which the event tells, and who gave it."""
    return NAMES.get(event.type, event.type), getattr(event, "by", None) or getattr(event, "answered_by", None)


async def test_given_two_replicas_when_people_race_for_a_session_then_one_wins_each_time(
    diagnosis: Diagnosis, replica: None
) -> None:
    crowds = [await play(diagnosis, seed) for seed in range(ROUNDS)]

    pickers = {who.name for crowd in crowds for who in crowd.won("pick_up")}
    assert pickers == {"Ben", "Cleo"}
    refused = [answer for crowd in crowds for name, _, answer in crowd.told if name == "pick_up"]
    named = [answer for answer in refused if isinstance(answer, Problem) and "picked_up_by" in answer.facts]
    assert named, "nobody came second"
    assert {answer.code for answer in refused if isinstance(answer, Problem)} == {"wrong_status"}


async def test_given_a_pick_up_when_it_is_done_then_the_briefing_comes_and_a_step_after_it(
    diagnosis: Diagnosis,
) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    await diagnosis.command(session, "escalate", reason="I have run out of ideas.")
    answer = await diagnosis.command(session, "pick_up", who=diagnosis.colleague("Ben"), mode="continue")
    assert (answer["status"], answer["awaiting_step"]) == ("active", True)
    step = await diagnosis.step(session, 2)
    types = [event.type for event in await diagnosis.events(session)]
    assert types.index("briefing_given") < types.index("step_proposed", types.index("escalation_picked_up"))
    assert isinstance(step, StepProposed)
    (picked_up,) = [event for event in await diagnosis.events(session) if isinstance(event, EscalationPickedUp)]
    assert picked_up.from_id == diagnosis.user
