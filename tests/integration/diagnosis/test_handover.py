"""From one engineer to the next, over the bus: escalation, insight, pick-up, briefing, next step."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis import app
from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationInsightGained,
)
from services.diagnosis.events import SessionEvent, StepProposed
from services.diagnosis.material.events import FactRecorded, FixSuggested
from services.diagnosis.settings import DiagnosisSettings
from services.diagnosis.state import Active, OpenStep
from shared.bus import topology
from shared.llm.settings import ModelSettings
from shared.message import Actor
from shared.service import open_runtime
from shared.settings import CommonSettings
from shared.testing import model_server as plays
from shared.testing.model_server import Body, ModelServer, serve
from tests.integration.diagnosis.conftest import Diagnosis, Process, running

NO_MODEL = ModelSettings(api_key=None)
SMALL, LARGE = "claude-haiku-5-5", "claude-sonnet-5-5"
FOUND = {"remaining_hypotheses": ["The port"], "suggested_next_steps": ["Swap the port"], "steps_ruled_out": []}


def has(kind: type[SessionEvent], count: int = 1) -> Any:
    return lambda events: sum(isinstance(event, kind) for event in events) >= count


def counted(events: list[SessionEvent]) -> dict[str, int]:
    kinds = (EscalationInsightGained, BriefingGiven, StepProposed, FactRecorded)
    return {kind.type: sum(isinstance(event, kind) for event in events) for kind in kinds}


def last(events: list[SessionEvent], kind: type[Any]) -> Any:
    return [event for event in events if isinstance(event, kind)][-1]


async def guided(diagnosis: Diagnosis) -> UUID:
    """A session that stands at the action behind its first question."""
    session = await diagnosis.begin_case(decision="guided", flow=await diagnosis.publish_flow())
    await diagnosis.step(session, 0)
    await diagnosis.command(session, "answer_step", selected_option="yes")
    await diagnosis.step(session, 1)
    return session


async def escalate(diagnosis: Diagnosis, session: UUID, who: Actor | None = None) -> None:
    await diagnosis.command(session, "escalate", who=who, reason="I have no rights on the server")


async def pick_up(diagnosis: Diagnosis, session: UUID, who: Actor, **body: Any) -> dict[str, Any]:
    return await diagnosis.command(session, "pick_up", who=who, **body)


async def test_given_an_answer_then_its_fact_stands_before_the_step_that_follows_and_names_its_step(
    diagnosis: Diagnosis,
) -> None:
    session = await guided(diagnosis)
    events = await diagnosis.events(session)
    first, fact, second = (events[1], events[-2], events[-1])
    assert isinstance(first, StepProposed)
    assert isinstance(second, StepProposed)
    assert isinstance(fact, FactRecorded)
    assert (fact.text, fact.step_id) == ("Is the printer reachable? — Yes, it answers", first.step_id)
    assert (fact.source_type, fact.source_summary, fact.by) == ("diagnostic_check", "Step 1", None)


async def test_given_an_escalation_when_a_colleague_continues_then_briefing_and_the_open_step_follow_to_the_end(
    diagnosis: Diagnosis,
) -> None:
    session = await guided(diagnosis)
    waiting = await diagnosis.step(session, 1)
    await escalate(diagnosis, session)
    gained = last(await diagnosis.until(session, has(EscalationInsightGained)), EscalationInsightGained)
    assert (gained.outcome, gained.engine) == (1, "playbook")
    assert gained.remaining_hypotheses == ("a stuck job",)

    ben = diagnosis.colleague("Ben")
    answer = await pick_up(diagnosis, session, ben)
    assert answer["awaiting_step"] is True
    briefing = last(await diagnosis.until(session, has(BriefingGiven)), BriefingGiven)
    assert briefing.order == 2
    assert briefing.content.text.startswith("Escalation briefing — here's what was tried before you.")
    assert briefing.content.steps == (
        "Is the printer reachable? — Yes, it answers", f"{waiting.content.text} — not answered",
    )  # fmt: skip
    assert briefing.content.remaining_hypotheses == gained.remaining_hypotheses
    step = await diagnosis.step(session, 3)
    assert (step.node_id, step.content) == (waiting.node_id, waiting.content)

    await diagnosis.command(session, "answer_step", who=ben, action_result={"success": True})
    assert (await diagnosis.step(session, 4)).content.type == "resolution_suggestion"
    assert isinstance((await diagnosis.events(session))[-1], FixSuggested)
    closed = await diagnosis.command(session, "resolve_session", who=ben, resolution_summary="Emptied the queue.")
    assert closed["status"] == "resolved"


async def test_given_a_step_that_is_worked_on_when_it_is_taken_back_then_it_comes_once(diagnosis: Diagnosis) -> None:
    session = await guided(diagnosis)
    await diagnosis.command(session, "answer_step", action_result={"success": True})
    await escalate(diagnosis, session)
    await diagnosis.command(session, "take_back")
    step = await diagnosis.step(session, 2)
    assert step.content.type == "resolution_suggestion"
    state = await diagnosis.state(session)
    assert isinstance(state, Active)
    assert isinstance(state.phase, OpenStep)


async def test_given_a_fresh_pick_up_when_the_library_cannot_be_asked_then_it_goes_on_all_the_same(
    diagnosis: Diagnosis,
) -> None:
    session = await guided(diagnosis)
    await escalate(diagnosis, session)
    context = "The switch in the closet was replaced"
    await pick_up(diagnosis, session, diagnosis.colleague("Ben"), mode="fresh", additional_context=context)
    briefing = last(await diagnosis.until(session, has(BriefingGiven)), BriefingGiven)
    assert briefing.content.additional_context == context
    assert briefing.nearest == ()
    assert (await diagnosis.step(session, 3)).node_id == "queue"


async def test_given_every_event_of_a_hand_over_when_it_comes_again_then_nothing_changes(
    diagnosis: Diagnosis, settings: CommonSettings
) -> None:
    session = await guided(diagnosis)
    await escalate(diagnosis, session)
    await diagnosis.until(session, has(EscalationInsightGained))
    await pick_up(diagnosis, session, diagnosis.colleague("Ben"))
    await diagnosis.step(session, 3)
    before = await diagnosis.events(session)
    stored = await diagnosis.logs["diagnosis"].load(f"session-{session}")
    async with open_runtime("diagnosis", settings) as runtime:
        parts = await app.builder(DiagnosisSettings(**settings.model_dump()), NO_MODEL)(runtime)
        for event in stored:
            if event.type in parts.reactions:
                await asyncio.gather(*(parts.reactions[event.type](event) for _ in range(3)))
    assert await diagnosis.events(session) == before


async def test_given_two_deliveries_at_once_when_nothing_has_happened_yet_then_one_of_them_counts(
    settings: CommonSettings,
) -> None:
    async with running(settings, NO_MODEL) as (diagnosis, process):
        session = await guided(diagnosis)
        await escalate(diagnosis, session)
        await diagnosis.until(session, has(EscalationInsightGained))
        await pick_up(diagnosis, session, diagnosis.colleague("Ben"))
        await process.die()
        stored = await diagnosis.logs["diagnosis"].load(f"session-{session}")
        async with open_runtime("diagnosis", settings) as runtime:
            parts = await app.builder(DiagnosisSettings(**settings.model_dump()), NO_MODEL)(runtime)
            for event in stored:
                if event.type in parts.reactions:
                    await asyncio.gather(*(parts.reactions[event.type](event) for _ in range(4)))
        events = await diagnosis.events(session)
        assert counted(events)["briefing_given"] == 1
        assert counted(events)["escalation_insight_gained"] == 1


async def test_given_a_service_that_dies_after_every_command_then_the_hand_over_is_the_same(
    settings: CommonSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topology, "ACK_WAIT_SECONDS", 1.0)  # what was taken and not done comes again soon
    async with running(settings, NO_MODEL) as (diagnosis, process):
        session = await guided(diagnosis)
        owner: Actor | None = None
        for outcome, name in enumerate(("Ben", "Cleo"), 1):
            await escalate(diagnosis, session, owner)
            await restarted(process)
            owner = diagnosis.colleague(name)
            await pick_up(diagnosis, session, owner)
            await restarted(process)
            await diagnosis.until(session, has(EscalationInsightGained, outcome))
            await diagnosis.until(session, has(StepProposed, 2 + outcome))
        events = await diagnosis.events(session)
    assert counted(events) == {
        "escalation_insight_gained": 2, "briefing_given": 2, "step_proposed": 4, "fact_recorded": 1,
    }  # fmt: skip
    assert [event.order for event in events if isinstance(event, StepProposed | BriefingGiven)] == list(range(6))


async def restarted(process: Process) -> None:
    await process.die()
    await process.start()


async def test_given_a_model_then_what_it_is_sent_after_the_pick_up_holds_all_answers_and_the_briefing(
    settings: CommonSettings,
) -> None:
    said = ["only floor 2", "since the firmware update", "nothing was changed", "the panel shows E-17"]
    server = ModelServer()
    server.otherwise = stepping(plays.answer(FOUND))
    async with serve(server) as url, running(settings, with_model(url)) as (diagnosis, _):
        session = await diagnosis.begin_case()
        for order, words in enumerate(said):
            await diagnosis.step(session, order)
            await diagnosis.command(session, "answer_step", free_text=words)
        open_step = await diagnosis.step(session, len(said))
        await escalate(diagnosis, session)
        gained = last(await diagnosis.until(session, has(EscalationInsightGained)), EscalationInsightGained)
        ben = diagnosis.colleague("Ben")
        await pick_up(diagnosis, session, ben, mode="fresh", additional_context="I replaced the switch")
        step = await diagnosis.step(session, len(said) + 2)
        events = await diagnosis.events(session)
    assert (gained.engine, gained.remaining_hypotheses) == ("claude", ("The port",))
    assert gained.usage.model == SMALL
    assert gained.prompt_blob is not None
    briefing = last(events, BriefingGiven)
    assert briefing.content.suggested_next_steps == ("Swap the port",)
    assert step.engine == "claude"
    sent = text_of(server.requests[-1])
    assert server.requests[-1]["model"] == LARGE
    for words in (*said, open_step.content.text, "I replaced the switch", briefing.content.text):
        assert words in sent
    assert [event.text for event in events if isinstance(event, FactRecorded)] == [
        f"Worded: {words}" for words in said
    ]  # fmt: skip


@pytest.mark.parametrize("play", [plays.status(529, "overloaded_error"), plays.text("no"), plays.refusal()])
async def test_given_a_model_that_gives_no_insight_then_the_playbook_does_and_the_cost_is_kept(
    settings: CommonSettings, play: plays.Play
) -> None:
    server = ModelServer()
    server.otherwise = stepping(play)
    async with serve(server) as url, running(settings, with_model(url)) as (diagnosis, _):
        session = await diagnosis.begin_case()
        await diagnosis.step(session, 0)
        await escalate(diagnosis, session)
        gained = last(await diagnosis.until(session, has(EscalationInsightGained)), EscalationInsightGained)
        assert (gained.engine, gained.usage.model) == ("playbook", SMALL)
        assert gained.suggested_next_steps
        await pick_up(diagnosis, session, diagnosis.colleague("Ben"))
        await diagnosis.until(session, has(BriefingGiven))


async def test_given_a_model_that_never_answers_then_the_case_is_picked_up_without_the_insight(
    settings: CommonSettings,
) -> None:
    server = ModelServer()
    server.otherwise = stepping(plays.hang())
    async with serve(server) as url, running(settings, with_model(url, deadline=10.0)) as (diagnosis, _):
        session = await diagnosis.begin_case()
        await diagnosis.step(session, 0)
        await escalate(diagnosis, session)
        await pick_up(diagnosis, session, diagnosis.colleague("Ben"))
        step = await diagnosis.step(session, 2)
        events = await diagnosis.events(session)
        assert step.engine == "claude"
        assert not any(isinstance(event, EscalationInsightGained) for event in events)
        assert last(events, BriefingGiven).content.suggested_next_steps == ()
        late = await diagnosis.until(session, has(EscalationInsightGained))
        assert last(late, EscalationInsightGained).engine == "playbook"
        state = await diagnosis.state(session)
        assert isinstance(state, Active)
        assert isinstance(state.phase, OpenStep)


def with_model(url: str, deadline: float = 60.0) -> ModelSettings:
    return ModelSettings(api_key="test", base_url=url, deadline=deadline, backoff=0.01, breaker_threshold=100)


def stepping(insight: plays.Play) -> plays.Play:
    """Questions without end from the large model, wording each answer; `insight` from the small one."""

    async def play(body: Body) -> Any:
        if body["model"] == SMALL:
            return await insight(body)
        asked = text_of(body).count("   engineer: ")
        facts = [{"step": number + 1, "text": f"Worded: {words}"} for number, words in enumerate(_said(body))]
        question = {"shape": "question", "text": f"Question {asked}, what else?", "facts": facts, "confidence": 0.3}
        return await plays.answer(question)(body)

    return play


def _said(body: Body) -> list[str]:
    marker = "   engineer: "
    return [line.removeprefix(marker) for line in text_of(body).splitlines() if line.startswith(marker)]


def text_of(body: Body) -> str:
    return "\n".join(part.get("text", "") for message in body["messages"] for part in message["content"])
