"""From resolved sessions to published flows, and back."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from services.diagnosis.events import Intake
from services.flywheel.adapters.postgres import PostgresBudget
from services.flywheel.analysis.events import AnalysisDeferred, AnalysisFailed, AnalysisResumed, SessionAnalysed
from services.flywheel.proposals.events import Source
from services.flywheel.subscribers import given_up
from services.flywheel.timers import WAITING
from services.flywheel.writing.enhancing import applied
from services.matching.events import FlowArchived, FlowPublished
from shared.envelope import Stream, begin
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, Problem
from shared.ids import new_id
from tests.integration.flywheel.conftest import ANOTHER_LEAD, REOPEN_AFTER, Bench, request_of
from tests.unit.diagnosis.examples import ABANDONED, ACCOUNT, ANNA, REOPENED, STRANGER, started
from tests.unit.flywheel.examples import ALONE, PRINTER, matched, question, resolved
from tests.unit.matching.examples import flow, tree

LEFT = question(0, "Does the printer answer a ping?", "Only at night", ["Yes", "No"], node_id="root")


async def proposal_of(bench: Bench, session: UUID) -> UUID:
    """The proposal that a session speaks for."""
    (analysed,) = [event for event in await bench.analysis(session) if isinstance(event, SessionAnalysed)]
    assert analysed.proposal_id
    return analysed.proposal_id


async def published_flow(bench: Bench) -> UUID:
    """A flow of the library that the flywheel has heard of."""
    imported = await bench.matching.import_flows(request_of({"flows": [flow()]}))
    id_: UUID = imported["flows"][0]["flow_id"]
    await bench.hear(f"flow-{id_}")
    return id_


async def test_given_a_resolved_session_when_a_lead_approves_then_the_flow_is_published_with_where_it_is_from(
    bench: Bench,
) -> None:
    session = await bench.session(*PRINTER)
    id_ = await proposal_of(bench, session)

    answer = await bench.ask("approve_proposal", id_)

    published = [event for event in await bench.flow(answer["flow_id"]) if isinstance(event, FlowPublished)]
    assert [(event.origin, event.source_session_id) for event in published] == [("ai_generated", session)]
    assert (answer["status"], answer["flow_version"]) == ("approved", 1)
    assert published[0].name == (await bench.proposal(id_)).made.title


async def test_given_two_reviewers_at_once_when_both_decide_then_one_wins_and_the_other_is_told(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))

    answers = await asyncio.gather(
        bench.ask("approve_proposal", id_),
        bench.ask("reject_proposal", id_, ANOTHER_LEAD, reason="It was the switch."),
        return_exceptions=True,
    )

    (told,) = [answer for answer in answers if isinstance(answer, Problem)]
    assert (told.status, told.code) == (409, "already_decided")
    assert told.facts["status"] == (await bench.proposal(id_)).status


async def test_given_the_same_request_twice_when_approved_then_it_is_published_once(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))

    first = await bench.ask("approve_proposal", id_, key="same")
    assert await bench.ask("approve_proposal", id_, key="same") == first
    assert len(await bench.flow(first["flow_id"])) == 2


async def test_given_another_session_of_the_problem_when_analysed_then_it_supports_the_proposal(bench: Bench) -> None:
    first = await bench.session(*PRINTER)
    second = await bench.session(*PRINTER)
    id_ = await proposal_of(bench, first)

    proposal = await bench.proposal(id_)
    assert [source.session_id for source in proposal.supporting] == [first, second]
    assert proposal.confidence == pytest.approx(proposal.made.confidence + 0.1)

    await bench.more(second, REOPENED)
    proposal = await bench.proposal(id_)
    assert [source.session_id for source in proposal.contradicting] == [second]
    assert proposal.confidence == pytest.approx(proposal.made.confidence)


async def test_given_the_problem_in_other_words_when_analysed_then_meaning_brings_them_together(bench: Bench) -> None:
    summaries = (
        "User account is locked out after wrong password",
        "Account of user locked because of wrong passwords",
        "Group policy drive mapping is missing on logon",
    )
    first, second, third = [
        await bench.session(
            started(
                summary=summary, domain="active_directory", no_model=True, symptoms=(),
                intake=Intake(text=summary, log_excerpt=None, screenshots=()),
            ),
            resolved(),
        )
        for summary in summaries
    ]  # fmt: skip
    assert await proposal_of(bench, second) == await proposal_of(bench, first)
    assert await proposal_of(bench, third) != await proposal_of(bench, first)


async def test_given_a_published_flow_when_a_session_says_the_same_then_no_proposal_is_made(bench: Bench) -> None:
    approved = await bench.ask("approve_proposal", await proposal_of(bench, await bench.session(*PRINTER)))
    session = await bench.session(*PRINTER)

    (analysed,) = await bench.analysis(session)
    assert isinstance(analysed, SessionAnalysed)
    assert analysed.proposal_id is None
    assert str(analysed.flow_id) == str(approved["flow_id"])


async def test_given_a_day_that_is_full_when_sessions_are_resolved_then_they_wait_for_the_next(bench: Bench) -> None:
    bench.time[0] = bench.time[0].replace(hour=23)
    sessions = [
        await bench.session(started(summary=f"{word} stopped working here", domain=domain), resolved())
        for word, domain in (("Scanner", "hardware"), ("Firewall", "networking"), ("Mailbox", "email"))
    ]
    waiting = sessions[2]
    assert [type(event) for event in await bench.analysis(waiting)] == [AnalysisDeferred]
    await bench.hear(f"analysis-{waiting}")
    await bench.hear(f"session-{waiting}")
    assert await bench.timers.fire({WAITING: bench.reactions.on_day_begun}) == 0

    bench.time[0] += timedelta(hours=1, seconds=1)
    assert await bench.timers.fire({WAITING: bench.reactions.on_day_begun}) == 1
    await bench.hear(f"analysis-{waiting}")

    assert [type(event) for event in await bench.analysis(waiting)] == [
        AnalysisDeferred, AnalysisResumed, SessionAnalysed,
    ]  # fmt: skip
    assert bench.model.asked == 3


async def test_given_days_that_are_full_when_sessions_wait_then_the_oldest_go_first_and_nothing_is_said_meanwhile(
    bench: Bench,
) -> None:
    words = ("Scanner", "Firewall", "Mailbox", "Laptop", "Switch", "Phone", "Backup")
    sessions = [await bench.session(started(summary=f"{word} stopped working"), resolved()) for word in words]
    waiting = sessions[2:]
    for session in waiting:
        await bench.hear(f"analysis-{session}")

    for done in (2, 4, 5):
        bench.time[0] += timedelta(days=1)
        await bench.timers.fire({WAITING: bench.reactions.on_day_begun})
        for session in waiting:
            await bench.hear(f"analysis-{session}", after=1)
        analysed = [len(await bench.analysis(session)) == 3 for session in waiting]
        assert analysed == [number < done for number in range(5)]

    assert await bench.pool.fetchval("select count(*) from flywheel.timers") == 0
    kinds = [type(event) for session in waiting for event in await bench.analysis(session)]
    assert kinds == 5 * [AnalysisDeferred, AnalysisResumed, SessionAnalysed]


async def test_given_an_analysis_that_is_given_up_when_it_is_tried_again_then_it_is_done_all_the_same(
    bench: Bench,
) -> None:
    session = new_id()
    stream = Stream("session", str(session), ACCOUNT, session)
    await bench.sessions.append(stream, 0, PRINTER, begin(ANNA, "diagnosis"))
    (event,) = [event for event in await bench.log.load(stream.name) if event.type == "session_resolved"]

    for _ in range(2):
        await given_up(bench.reactions)["session_resolved"](event, "RuntimeError")
    await bench.hear(stream.name)
    await given_up(bench.reactions)["session_resolved"](event, "RuntimeError")

    assert [type(event) for event in await bench.analysis(session)] == [AnalysisFailed, SessionAnalysed]


async def test_given_a_dismissed_proposal_when_more_sessions_say_the_same_then_it_comes_back_once_they_are_enough(
    bench: Bench,
) -> None:
    id_ = await proposal_of(bench, await bench.session(*ALONE))
    await bench.ask("dismiss_proposal", id_)

    for _ in range(REOPEN_AFTER - 1):
        assert await proposal_of(bench, await bench.session(*ALONE)) == id_
    assert (await bench.proposal(id_)).status == "dismissed"
    assert await proposal_of(bench, await bench.session(*ALONE)) == id_

    proposal = await bench.proposal(id_)
    assert (proposal.status, len(proposal.supporting)) == ("pending", 1 + REOPEN_AFTER)
    await bench.ask("approve_proposal", id_)


async def test_given_a_rejected_proposal_when_more_sessions_say_the_same_then_it_stays_until_a_lead_reopens_it(
    bench: Bench,
) -> None:
    id_ = await proposal_of(bench, await bench.session(*ALONE))
    await bench.ask("reject_proposal", id_, reason="It was the switch.")

    for _ in range(REOPEN_AFTER + 1):
        assert await proposal_of(bench, await bench.session(*ALONE)) == id_
    assert (await bench.proposal(id_)).status == "rejected"

    answer = await bench.ask("reopen_proposal", id_)
    assert answer["status"] == "pending"
    assert await proposal_of(bench, await bench.session(*ALONE)) == id_


async def test_given_a_closed_proposal_and_an_open_one_when_a_session_says_the_same_then_the_open_one_is_joined(
    bench: Bench,
) -> None:
    dismissed = await proposal_of(bench, await bench.session(*ALONE))
    await bench.ask("dismiss_proposal", dismissed)
    await bench.titles.drop(ACCOUNT, dismissed)
    open_ = await proposal_of(bench, await bench.session(*ALONE))
    known_by = await bench.api.publishing.recogniser.proposal((await bench.proposal(dismissed)).made)
    await bench.titles.put(ACCOUNT, dismissed, *known_by)
    await bench.titles.close(ACCOUNT, dismissed)

    assert open_ != dismissed
    assert await proposal_of(bench, await bench.session(*ALONE)) == open_


async def test_given_many_at_once_when_they_reserve_then_no_more_than_the_day_has(bench: Bench) -> None:
    budget, day = PostgresBudget(bench.pool, 5), bench.time[0].date()
    sources = [Source(session_id=new_id(), outcome=1) for _ in range(12)]

    granted = await asyncio.gather(*(budget.reserve(ACCOUNT, source, day) for source in sources))
    assert sum(granted) == 5

    taken = sources[granted.index(True)]
    assert await budget.reserve(ACCOUNT, taken, day)
    await budget.release(ACCOUNT, taken)
    assert await budget.reserve(ACCOUNT, sources[granted.index(False)], day)


async def test_given_a_case_that_left_its_flow_when_published_then_undone_the_flow_reads_as_before(
    bench: Bench,
) -> None:
    flow_id = await published_flow(bench)
    guide = matched().model_copy(update={"id": flow_id})
    session = await bench.session(started(flow=guide), *LEFT, resolved("The switch put the port to sleep."))
    id_ = await proposal_of(bench, session)
    change = (await bench.proposal(id_)).made.enhancement
    assert change

    with pytest.raises(IllegalState, match="edit_first"):
        await bench.ask("approve_proposal", id_)
    await bench.ask("publish_proposal", id_, tree_structure=applied(tree(), change))
    changed = (await bench.flow(flow_id))[-1]
    assert isinstance(changed, FlowPublished)
    assert (changed.flow_version, changed.origin, changed.source_session_id) == (2, "ai_enhanced", session)
    assert [option.label for option in changed.tree_structure.options] == ["Yes", "No", "Only at night"]

    effects = await bench.ask("undo_effects", id_)
    assert (effects["action"], effects["restored_version"], effects["refused"]) == ("restore", 1, None)
    answer = await bench.ask("undo_proposal", id_)
    assert answer["status"] == "pending"
    restored = (await bench.flow(flow_id))[-1]
    assert isinstance(restored, FlowPublished)
    assert (restored.flow_version, restored.origin) == (3, "manual")
    assert [option.label for option in restored.tree_structure.options] == ["Yes", "No"]


async def test_given_a_flow_that_has_a_draft_when_a_change_of_it_is_published_then_the_library_takes_it(
    bench: Bench,
) -> None:
    flow_id = await published_flow(bench)
    await bench.matching.revise_flow(request_of({"flow_id": str(flow_id), **flow(name="In work")}))
    guide = matched().model_copy(update={"id": flow_id})
    id_ = await proposal_of(bench, await bench.session(started(flow=guide), *LEFT, resolved()))
    change = (await bench.proposal(id_)).made.enhancement
    assert change

    answer = await bench.ask("publish_proposal", id_, tree_structure=applied(tree(), change))
    assert (answer["status"], answer["flow_version"]) == ("approved", 2)


async def test_given_an_approved_flow_when_undone_then_it_is_archived_and_may_be_approved_again(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))
    first = await bench.ask("approve_proposal", id_)

    assert (await bench.ask("undo_effects", id_))["action"] == "archive"
    assert (await bench.ask("undo_proposal", id_))["status"] == "pending"
    assert isinstance((await bench.flow(first["flow_id"]))[-1], FlowArchived)

    again = await bench.ask("approve_proposal", id_)
    assert again["flow_id"] != first["flow_id"]
    assert isinstance((await bench.flow(again["flow_id"]))[-1], FlowPublished)


async def test_given_a_flow_that_was_edited_since_when_undone_then_it_is_refused(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))
    flow_id = (await bench.ask("approve_proposal", id_))["flow_id"]
    revised = flow(name="Another name")
    await bench.matching.revise_flow(request_of({"flow_id": str(flow_id), **revised}))
    await bench.matching.publish_flow(request_of({"flow_id": str(flow_id)}))

    with pytest.raises(IllegalState, match="edited_since"):
        await bench.ask("undo_proposal", id_)
    assert (await bench.proposal(id_)).status == "approved"


async def test_given_a_library_that_is_away_when_approved_then_the_flywheel_publishes_later(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))

    answer = await bench.without("import_flows").ask("approve_proposal", id_)
    assert (answer["status"], answer["flow_id"]) == ("approved", None)

    await bench.hear(f"proposal-{id_}")
    await bench.hear(f"proposal-{id_}")
    published = (await bench.proposal(id_)).published
    assert published
    assert isinstance((await bench.flow(published.flow_id))[-1], FlowPublished)


async def test_given_a_library_that_refuses_when_published_then_the_proposal_is_pending_and_it_is_said(
    bench: Bench,
) -> None:
    flow_id = await published_flow(bench)
    guide = matched().model_copy(update={"id": flow_id})
    id_ = await proposal_of(bench, await bench.session(started(flow=guide), *LEFT, resolved()))
    change = (await bench.proposal(id_)).made.enhancement
    assert change
    away = bench.without("revise_flow")
    await away.ask("publish_proposal", id_, tree_structure=applied(tree(), change))
    await bench.matching.archive_flow(request_of({"flow_id": str(flow_id)}))

    await bench.hear(f"proposal-{id_}")
    assert (await bench.proposal(id_)).status == "pending"


async def test_given_a_broken_tree_when_published_then_every_fault_is_named_and_nothing_changes(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))

    with pytest.raises(InvalidInput) as refused:
        await bench.ask("publish_proposal", id_, tree_structure=tree(question="", options=[]))
    assert {fault["code"] for fault in refused.value.facts["faults"]} >= {"no_question", "option_count", "orphan"}
    assert (await bench.proposal(id_)).status == "pending"


async def test_given_others_when_they_review_then_they_are_refused(bench: Bench) -> None:
    id_ = await proposal_of(bench, await bench.session(*PRINTER))

    with pytest.raises(Forbidden):
        await bench.ask("approve_proposal", id_, ANNA)
    with pytest.raises(NotFound):
        await bench.ask("approve_proposal", id_, STRANGER)


async def test_given_a_session_that_followed_its_flow_when_analysed_then_it_is_a_record_alone(bench: Bench) -> None:
    flow_id = await published_flow(bench)
    guide = matched().model_copy(update={"id": flow_id})
    followed = question(0, "Does the printer answer a ping?", "No", ["Yes", "No"], node_id="root")
    session = await bench.session(started(flow=guide), *followed, resolved())

    (analysed,) = await bench.analysis(session)
    assert isinstance(analysed, SessionAnalysed)
    assert (analysed.verdict, analysed.flow_id) == ("auto_reinforced", flow_id)
    assert (await bench.proposal(await proposal_of(bench, session))).status == "auto_reinforced"
    assert bench.model.asked == 0

    await bench.more(session, REOPENED)
    await bench.session(started(flow=guide), ABANDONED)
    assert await bench.counted(flow_id) == [(True, "followed"), (False, "reopened"), (False, "abandoned")]
