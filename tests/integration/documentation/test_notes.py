"""Drafts, edits and ends of the closing documents: real PostgreSQL, a scripted model, and what it was asked."""

import asyncio
import json
from typing import Any

import pytest
from starlette.responses import Response

from services.diagnosis.events import SessionRated, SessionResumed, TicketLinked
from services.diagnosis.material.events import FactRetracted, FactRevised, ScriptResultRecorded
from services.documentation.events import NoteDrafted, NoteEdited, NoteWritten
from services.psa_sync.tickets.events import CompanySeen, TicketContextLoaded
from shared.errors import Problem
from shared.ids import new_id
from shared.message import Actor, Event
from shared.testing import model_server as plays
from shared.testing.model_server import Body
from tests.integration.documentation.conftest import Bench, WithModel, request_of
from tests.unit.diagnosis.examples import (
    ABANDONED,
    ACCOUNT,
    ANNA_ID,
    BEN,
    FACT,
    HANDED_OVER,
    LATER,
    LEAD,
    PAUSED,
    REOPENED,
    RESOLVED,
    SCRIPT,
    STRANGER,
    TAKEN_BACK,
    answered,
    asked,
    escalation,
    fact,
    fix,
    script,
    started,
    turned_out,
)
from tests.unit.gateway.psa_kit import CONNECTION, loaded, unavailable

NOTE = {"problem": "The printer printed nothing.", "what_was_done": [], "root_cause": "", "resolution": "",
        "follow_up": []}  # fmt: skip
PACKAGE = {"problem": "The printer printed nothing.", "confirmed": ["It does not ping."], "tried": [],
           "hypothesis": "", "next_steps": ["Trace its cable.", "Reproduce it."]}  # fmt: skip
RECORDED = fact(text="It does not ping")
SOLVED = RESOLVED.model_copy(update={"resolution_summary": "Caused by a cable, fixed by a new one."})
ESCALATED = escalation(reason="The switch is locked away.")
SENT_OUT = HANDED_OVER.model_copy(update={"recipient": "The vendor", "notes": "Ask for a visit."})


def good(model: WithModel) -> None:
    """From now on the model writes well, whatever it is asked for."""

    async def play(body: Body) -> Response:
        package = "escalation package" in body["system"][1]["text"]
        return await plays.answer(PACKAGE if package else NOTE)(body)

    model.server.otherwise = play


async def test_given_an_unchanged_state_when_previewed_again_then_the_model_is_not_asked(with_model: WithModel) -> None:
    good(with_model)
    session = await with_model.bench.session(started(), asked())
    first = await with_model.bench.draft(session)
    again = await with_model.bench.draft(session)
    elsewhere = await with_model.replica.draft(session)
    assert with_model.calls == 1
    assert (first["from_cache"], again["from_cache"], elsewhere["from_cache"]) == (False, True, True)
    assert first["markdown"] == again["markdown"]
    assert (first["engine"], first["edited"], first["state_version"]) == ("claude", False, 1)
    assert (first["target_ticket_ref"], first["superseded_edit"]) == (None, None)
    [drafted] = await with_model.bench.told(session)
    assert isinstance(drafted, NoteDrafted)
    assert drafted.usage
    assert drafted.prompt_blob
    record = json.loads(await with_model.bench.blobs.read_whole(ACCOUNT, session, drafted.prompt_blob))
    assert record["replies"] == [json.dumps(NOTE)]


async def test_given_either_kind_when_previewed_then_each_is_drafted_by_itself(with_model: WithModel) -> None:
    good(with_model)
    session = await with_model.bench.session(started(), RECORDED)
    for kind in ("resolution_note", "escalation_package") * 2:
        assert (await with_model.bench.draft(session, kind))["markdown"].startswith("## Problem\n")
    assert with_model.calls == 2


RAISES: dict[str, tuple[Event, ...]] = {
    "an answer": (answered(),),
    "a fact": (RECORDED,),
    "a revised fact": (RECORDED, FactRevised(fact_id=FACT, text="It pings", by=ANNA_ID, at=LATER)),
    "a retracted fact": (RECORDED, FactRetracted(fact_id=FACT, by=ANNA_ID, at=LATER)),
    "a fix": (fix(),),
    "an outcome": (fix(), turned_out("dismissed")),
    "a script": (script(),),
    "its result": (
        script(),
        ScriptResultRecorded(generation_id=SCRIPT, success=True, details=None, by=ANNA_ID, at=LATER),
    ),
}
KEEPS: dict[str, tuple[Event, ...]] = {
    "a pause": (PAUSED,),
    "a resumption": (PAUSED, SessionResumed(by=ANNA_ID, at=LATER)),
    "a ticket": (TicketLinked(psa_connection_id="cw", psa_ticket_id="48213", by=ANNA_ID, at=LATER),),
}


@pytest.mark.parametrize("what", RAISES)
async def test_given_more_material_when_previewed_then_it_is_drafted_anew(with_model: WithModel, what: str) -> None:
    good(with_model)
    *before, last = RAISES[what]
    session = await with_model.bench.session(started(), asked(), *before)
    first = await with_model.bench.draft(session)
    await with_model.bench.more(session, 2 + len(before), last)
    second = await with_model.bench.draft(session)
    assert with_model.calls == 2
    assert second["from_cache"] is False
    assert second["state_version"] == first["state_version"] + 1


@pytest.mark.parametrize("what", KEEPS)
async def test_given_what_is_no_material_when_previewed_then_the_model_is_not_asked(
    with_model: WithModel, what: str
) -> None:
    good(with_model)
    session = await with_model.bench.session(started(), asked())
    await with_model.bench.draft(session)
    await with_model.bench.more(session, 2, *KEEPS[what])
    assert (await with_model.bench.draft(session))["from_cache"] is True
    assert with_model.calls == 1


async def test_given_an_edit_and_a_rating_when_previewed_then_the_model_is_not_asked(with_model: WithModel) -> None:
    good(with_model)
    bench = with_model.bench
    session = await bench.session(started(), asked())
    version = (await bench.draft(session))["state_version"]
    await bench.edit(session, "My own words.", version)
    assert (await bench.draft(session))["markdown"] == "My own words."
    await bench.more(session, 2, SOLVED)
    await bench.react(session, 3)
    await bench.more(session, 3, SessionRated(rating=5, feedback=None, by=ANNA_ID, at=LATER))
    assert (await bench.draft(session))["markdown"] == "My own words."
    assert with_model.calls == 1


async def test_given_force_when_previewed_then_it_is_drafted_anew_and_the_edit_is_kept_in_sight(
    with_model: WithModel,
) -> None:
    good(with_model)
    bench = with_model.bench
    session = await bench.session(started())
    await bench.draft(session)
    await bench.edit(session, "My own words.", 0)
    forced = await bench.draft(session, force=True)
    assert with_model.calls == 2
    assert (forced["from_cache"], forced["edited"], forced["superseded_edit"]) == (False, False, "My own words.")
    assert (await bench.draft(session))["markdown"] == forced["markdown"]


async def test_given_a_forced_preview_when_the_request_is_repeated_then_it_is_paid_once(with_model: WithModel) -> None:
    good(with_model)
    session = await with_model.bench.session(started())
    await with_model.bench.draft(session)
    for bench in (with_model.bench, with_model.bench, with_model.replica):
        assert (await bench.draft(session, force=True, key="the-same"))["from_cache"] is False
    assert with_model.calls == 2


@pytest.mark.parametrize("force", [False, True])
async def test_given_a_slow_model_when_many_ask_at_two_replicas_then_it_is_paid_once(
    with_model: WithModel, force: bool
) -> None:
    answer, waiting = asyncio.Event(), asyncio.Event()

    async def slow(body: Body) -> Response:
        waiting.set()
        await answer.wait()
        return await plays.answer(NOTE)(body)

    with_model.server.otherwise = slow
    session = await with_model.bench.session(started())
    first = asyncio.create_task(with_model.bench.draft(session, force=force))
    await waiting.wait()
    others = [asyncio.create_task(bench.draft(session)) for bench in (with_model.bench, with_model.replica) * 3]
    pending = await with_model.bench.previews.draft_note(request_of(session, {"kind": "resolution_note"}))
    assert pending == {"pending": True, "after": 0}
    answer.set()
    drafts = await asyncio.gather(first, *others)
    assert with_model.calls == 1
    assert len({draft["markdown"] for draft in drafts}) == 1
    assert len(await with_model.bench.told(session)) == 1


@pytest.mark.parametrize(
    "play", [plays.status(500), plays.refusal(), plays.text("A poem.")], ids=["500", "refusal", "nonsense"]
)
async def test_given_a_model_of_no_use_when_previewed_then_the_playbook_writes_and_nobody_is_told_off(
    with_model: WithModel, play: plays.Play
) -> None:
    with_model.server.otherwise = play
    session = await with_model.bench.session(started(), RECORDED)
    draft = await with_model.bench.draft(session, "escalation_package")
    assert draft["engine"] == "playbook"
    assert "- It does not ping" in draft["markdown"]
    [drafted] = await with_model.bench.told(session)
    assert isinstance(drafted, NoteDrafted)
    assert drafted.usage
    assert drafted.usage.calls > 0


async def test_given_a_used_up_quota_when_previewed_then_the_playbook_writes_and_the_model_is_not_asked(
    with_model: WithModel,
) -> None:
    async with with_model.poor() as bench:
        session = await bench.session(started())
        assert (await bench.draft(session))["engine"] == "playbook"
    assert with_model.calls == 0


async def test_given_a_client_without_a_model_when_previewed_then_no_model_sees_it(with_model: WithModel) -> None:
    session = await with_model.bench.session(started(no_model=True))
    assert (await with_model.bench.draft(session))["engine"] == "playbook"
    assert with_model.calls == 0


async def test_given_no_model_when_a_resolved_session_is_reacted_to_then_both_documents_are_written(
    bench: Bench,
) -> None:
    session = await bench.session(started(), RECORDED, SOLVED)
    await bench.react(session, 3)
    await bench.react(session, 3)
    assert len(await bench.documents(session)) == 1
    [note] = await bench.notes(session)
    assert (note.outcome, note.kind, note.state_version, note.edited) == (1, "resolution_note", 1, False)
    assert "Fixed by a new one." in note.markdown


async def test_given_a_closing_when_it_is_delivered_again_then_the_model_is_paid_once(with_model: WithModel) -> None:
    good(with_model)
    session = await with_model.bench.session(started(), SOLVED)
    for bench in (with_model.bench, with_model.bench, with_model.replica):
        await bench.react(session, 2)
    assert with_model.calls == 1
    [note] = await with_model.bench.notes(session)
    assert (note.engine, note.prompt_version) == ("claude", "note_rules_v1+resolution_note_v1+note_case_v1")


async def test_given_a_draft_without_the_resolution_when_resolved_then_the_note_is_drafted_with_it(
    with_model: WithModel,
) -> None:
    good(with_model)
    session = await with_model.bench.session(started())
    await with_model.bench.draft(session)
    await with_model.bench.more(session, 1, SOLVED)
    await with_model.bench.react(session, 2)
    assert "Caused by a cable, fixed by a new one." in json.dumps(with_model.server.requests[1])
    assert "Caused by a cable" not in json.dumps(with_model.server.requests[0])


@pytest.mark.parametrize("moved_on", [False, True])
async def test_given_an_edit_when_resolved_then_it_is_the_note_unless_the_case_moved_on(
    with_model: WithModel, moved_on: bool
) -> None:
    good(with_model)
    bench = with_model.bench
    session = await bench.session(started())
    await bench.draft(session)
    await bench.edit(session, "My own words.", 0)
    more: tuple[Event, ...] = (RECORDED,) if moved_on else ()
    await bench.more(session, 1, *more, SOLVED)
    await bench.react(session, 2 + len(more))
    [note] = await bench.notes(session)
    assert (note.edited, note.markdown == "My own words.", note.engine) == (not moved_on, not moved_on, "claude")
    assert with_model.calls == (2 if moved_on else 1)


async def test_given_an_edit_of_an_older_state_when_previewed_then_it_is_superseded_and_not_lost(bench: Bench) -> None:
    session = await bench.session(started())
    await bench.edit(session, "My own words.", 0)
    await bench.more(session, 1, RECORDED)
    draft = await bench.draft(session)
    assert (draft["edited"], draft["superseded_edit"]) == (False, "My own words.")
    late = await bench.edit(session, "My later words.", 0)
    assert (late["markdown"], late["state_version"], late["current_state_version"]) == ("My later words.", 0, 1)
    kept = await bench.edit(session, "My last words.", 1)
    assert (kept["edited"], kept["superseded_edit"]) == (True, None)


async def test_given_an_escalation_when_reacted_to_then_its_package_stands_and_a_hand_over_gets_its_own(
    bench: Bench,
) -> None:
    session = await bench.session(started(), RECORDED, ESCALATED, SENT_OUT)
    await bench.react(session, 4)
    await bench.react(session, 3)
    notes = {note.outcome: note for note in await bench.notes(session)}
    assert {note.kind for note in notes.values()} == {"escalation_package"}
    assert "The switch is locked away." in notes[1].markdown
    assert "Ask for a visit." not in notes[1].markdown
    assert "Ask for a visit." in notes[2].markdown
    reasons = {
        document.outcome: document.documentation.escalation_reason for document in await bench.documents(session)
    }
    assert reasons == {
        1: "The switch is locked away.",
        2: "The switch is locked away.\n\nHanded over to The vendor\n\nAsk for a visit.",
    }


async def test_given_a_waiting_escalation_when_edited_then_the_hand_over_goes_with_the_edit(
    bench: Bench,
) -> None:
    session = await bench.session(started(), ESCALATED)
    await bench.react(session, 2)
    [sent] = await bench.notes(session)
    shown = await bench.draft(session, "escalation_package")
    assert (shown["markdown"], shown["from_cache"]) == (sent.markdown, True)
    await bench.edit(session, "For the vendor.", 0, "escalation_package")
    await bench.more(session, 2, SENT_OUT)
    await bench.react(session, 3)
    assert [(note.outcome, note.edited, note.markdown) for note in await bench.notes(session)][1] == (
        2,
        True,
        "For the vendor.",
    )


async def test_given_an_escalation_taken_back_when_previewed_then_its_reason_is_told_no_more(bench: Bench) -> None:
    session = await bench.session(started(), ESCALATED)
    await bench.react(session, 2)
    await bench.more(session, 2, TAKEN_BACK)
    assert "locked away" not in (await bench.draft(session, "escalation_package"))["markdown"]


async def test_given_an_abandoned_session_when_reacted_to_then_there_is_no_closing_document(bench: Bench) -> None:
    session = await bench.session(started(), ABANDONED)
    await bench.react(session, 2)
    assert len(await bench.documents(session)) == 1
    assert await bench.notes(session) == []
    await refused(bench.draft(session), 409, "session_closed")


async def test_given_a_reopened_session_when_resolved_again_then_each_end_has_its_own_note(bench: Bench) -> None:
    again = SOLVED.model_copy(update={"outcome": 2, "resolution_summary": "Caused by a port, fixed by another."})
    session = await bench.session(started(), SOLVED, REOPENED, again)
    await bench.react(session, 2)
    await bench.react(session, 4)
    assert ["cable" in note.markdown for note in await bench.notes(session)] == [True, False]
    assert (await bench.draft(session))["markdown"] == (await bench.notes(session))[1].markdown


async def refused(call: Any, status: int, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        await call
    assert (refusal.value.status, refusal.value.code) == (status, code)


async def test_given_a_closed_session_when_forced_or_edited_then_it_is_refused_with_its_status(bench: Bench) -> None:
    session = await bench.session(started(), SOLVED)
    await refused(bench.draft(session), 503, "note_pending")
    await bench.react(session, 2)
    await refused(bench.draft(session, force=True), 409, "session_closed")
    await refused(bench.draft(session, "escalation_package"), 409, "session_closed")
    await refused(bench.edit(session, "Late words.", 0), 409, "session_closed")
    assert (await bench.draft(session))["from_cache"] is True


@pytest.mark.parametrize(
    ("actor", "status", "code"),
    [(BEN, 403, "not_your_session"), (STRANGER, 404, "unknown_session")],
    ids=["a colleague", "another account"],
)
async def test_given_somebody_else_when_they_ask_then_they_are_refused(
    bench: Bench, actor: Actor, status: int, code: str
) -> None:
    session = await bench.session(started())
    await refused(bench.draft(session, actor=actor), status, code)
    await refused(bench.edit(session, "Words.", 0, actor=actor), status, code)


async def test_given_a_team_lead_when_they_ask_then_they_may(bench: Bench) -> None:
    session = await bench.session(started())
    assert (await bench.draft(session, actor=LEAD))["engine"] == "playbook"


async def test_given_words_that_cannot_be_kept_when_edited_then_they_are_refused(bench: Bench) -> None:
    session = await bench.session(started())
    await refused(bench.edit(session, " \u200b\n ", 0), 422, "empty_document")
    await refused(bench.edit(session, "From the future.", 1), 422, "unknown_state")
    await refused(bench.draft(new_id()), 404, "unknown_session")


async def test_given_the_same_words_when_edited_again_then_nothing_is_kept_twice(bench: Bench) -> None:
    session = await bench.session(started())
    await bench.edit(session, "My own words.\u202e", 0)
    await bench.edit(session, "My own words.", 0)
    [edited] = await bench.told(session)
    assert isinstance(edited, NoteEdited)
    assert edited.markdown == "My own words."


async def test_given_a_linked_ticket_when_previewed_then_the_document_says_where_it_goes(bench: Bench) -> None:
    session = await bench.session(started(), *KEEPS["a ticket"])
    assert (await bench.draft(session))["target_ticket_ref"] == "CW #48213"


async def test_given_a_note_that_was_written_when_read_back_then_it_is_the_event_of_the_contract(bench: Bench) -> None:
    session = await bench.session(started(), SOLVED)
    await bench.react(session, 2)
    assert [type(event) for event in await bench.told(session)][1:] == [NoteWritten]


def linked(ticket: str) -> TicketLinked:
    return TicketLinked(psa_connection_id=str(CONNECTION), psa_ticket_id=ticket, by=ANNA_ID, at=LATER)


def of_company(name: str, ticket: str) -> TicketContextLoaded:
    told = loaded(id=ticket)
    return told.model_copy(update={"context": told.context.model_copy(update={"company": CompanySeen(name=name)})})


async def test_given_a_relinked_case_when_its_documents_are_written_then_they_name_the_present_ticket_s_company(
    bench: Bench,
) -> None:
    first = of_company("Acme", "4711")
    begun = started(ticket_context=first.context.model_dump(mode="json"))
    session = await bench.session(begun, linked("4712"))
    await bench.tell_of_ticket(session, first, of_company("Brightwater", "4712"))
    await bench.more(session, 2, SOLVED)
    await bench.react(session, 3)
    [written] = await bench.notes(session)
    assert "reported by Brightwater" in written.markdown

    open_case = await bench.session(begun, linked("4712"))
    await bench.tell_of_ticket(open_case, first, unavailable(ticket_id="4712"))
    assert "Acme" not in (await bench.draft(open_case))["markdown"]
    await bench.tell_of_ticket(open_case, of_company("Brightwater", "4712"))
    assert "reported by Brightwater" in (await bench.draft(open_case, force=True))["markdown"]


async def test_given_a_ticket_told_of_after_the_closing_when_documented_then_the_note_is_of_what_was_known(
    bench: Bench,
) -> None:
    session = await bench.session(started(), linked("4711"), SOLVED)
    await bench.tell_of_ticket(session, of_company("Acme", "4711"))
    await bench.react(session, 3)
    [written] = await bench.notes(session)
    assert "Acme" not in written.markdown
