"""A session from the matched case to its end, over the bus."""

import asyncio
from uuid import UUID

import pytest

from services.diagnosis.events import FlowAdopted, StepAnswered, StepProposed
from services.diagnosis.state import Active, Resolved
from shared.errors import IllegalState, InvalidInput, NotFound
from shared.ids import new_id
from shared.message import Actor
from tests.integration.diagnosis.conftest import Diagnosis


async def test_given_a_guided_match_when_the_flow_is_followed_then_it_ends_in_a_resolution(
    diagnosis: Diagnosis,
) -> None:
    session = await diagnosis.begin_case(decision="guided", flow=await diagnosis.publish_flow())
    first = await diagnosis.step(session, 0)
    assert (first.tier, first.engine, first.node_id) == ("guided", "playbook", "root")

    answer = await diagnosis.command(session, "answer_step", step_id=str(first.step_id), selected_option="yes")
    assert (answer["status"], answer["awaiting_step"]) == ("active", True)
    second = await diagnosis.step(session, 1)
    assert second.content.type == "action"
    await diagnosis.command(session, "answer_step", action_result={"success": True})
    third = await diagnosis.step(session, 2)
    assert third.content.type == "resolution_suggestion"

    confirmed = await diagnosis.command(session, "answer_step", action_result={"success": True})
    assert confirmed["resolution_suggested"] is True
    assert confirmed["awaiting_step"] is False
    assert confirmed["resolution_summary"] == "Caused by: a stuck job. Fixed by: the queue was emptied."
    closed = await diagnosis.command(session, "resolve_session", resolution_summary=confirmed["resolution_summary"])
    assert closed["status"] == "resolved"
    assert isinstance(await diagnosis.state(session), Resolved)


async def test_given_no_match_when_a_near_flow_is_chosen_then_it_is_adopted_and_walked(diagnosis: Diagnosis) -> None:
    flow = await diagnosis.publish_flow()
    session = await diagnosis.begin_case(near=flow)
    for order in range(5):
        assert ((await diagnosis.step(session, order)).node_id or "").startswith("scoping/")
        await diagnosis.command(session, "answer_step", was_skipped=True)
    offer = await diagnosis.step(session, 5)
    await diagnosis.command(session, "answer_step", selected_option=offer.options[0].value)
    root = await diagnosis.step(session, 6)
    assert (root.node_id, root.confidence) == ("root", 0.5)
    adopted = [event for event in await diagnosis.events(session) if isinstance(event, FlowAdopted)]
    assert [(event.flow.id, event.flow.score) for event in adopted] == [(flow, 0.3)]


async def test_given_an_open_step_when_two_answer_at_once_then_one_wins_and_one_hears_of_it(
    diagnosis: Diagnosis,
) -> None:
    session = await diagnosis.begin_case()
    step = await diagnosis.step(session, 0)
    answers = await asyncio.gather(
        *(
            diagnosis.command(session, "answer_step", step_id=str(step.step_id), free_text=f"answer {number}")
            for number in range(2)
        ),
        return_exceptions=True,
    )
    refused = [answer for answer in answers if isinstance(answer, IllegalState)]
    assert [(refusal.code, refusal.facts["current_step"]["step_order"]) for refusal in refused] == [
        ("step_not_open", 1)
    ]
    await diagnosis.step(session, 1)
    events = await diagnosis.events(session)
    assert sum(isinstance(event, StepAnswered) for event in events) == 1
    assert sum(isinstance(event, StepProposed) for event in events) == 2


async def test_given_a_lost_reply_when_the_command_is_sent_again_then_it_counts_once(diagnosis: Diagnosis) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    first = await diagnosis.command(session, "answer_step", key="k", was_skipped=True)
    await diagnosis.step(session, 1)
    second = await diagnosis.command(session, "answer_step", key="k", was_skipped=True)
    assert second["stream"] == first["stream"]
    assert isinstance(state := await diagnosis.state(session), Active)
    assert state.case.order == 2


async def test_given_another_accounts_session_when_a_command_comes_then_it_is_unknown(diagnosis: Diagnosis) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    stranger = Diagnosis(diagnosis.logs, diagnosis.caller)
    assert isinstance(stranger.engineer, Actor)
    with pytest.raises(NotFound) as foreign:
        await stranger.command(session, "pause_session")
    with pytest.raises(NotFound) as missing:
        await stranger.command(new_id(), "pause_session")
    assert foreign.value.to_dict() == missing.value.to_dict()


async def test_given_a_bad_body_when_a_command_comes_then_its_fields_are_named(diagnosis: Diagnosis) -> None:
    session: UUID = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    with pytest.raises(InvalidInput) as refused:
        await diagnosis.command(session, "resolve_session", resolution_summary="x")
    assert refused.value.facts["fields"] == ["resolution_summary"]


async def test_given_a_resolved_session_when_it_is_reopened_then_a_step_follows(diagnosis: Diagnosis) -> None:
    session = await diagnosis.begin_case()
    await diagnosis.step(session, 0)
    await diagnosis.command(session, "resolve_session", resolution_summary="Replugged the cable.")
    reopened = await diagnosis.command(session, "reopen_session")
    assert reopened["awaiting_step"] is True
    step = await diagnosis.step(session, 1)
    assert step.node_id == "reopened/1"
    assert "Replugged the cable." in (step.context_message or "")
