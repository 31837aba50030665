"""What is over waits for nobody: it is not told late, and what was told of it counts as read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from services.diagnosis.escalation.events import EscalationTakenBack, HandedOver
from services.diagnosis.events import SessionAbandoned, SessionReassigned
from services.diagnosis.material.events import FixReminderSent
from services.flywheel.gaps.events import GapClosed, GapSnoozed
from services.flywheel.proposals.events import ProposalDismissed, ProposalPublished, ProposalReopened
from services.flywheel.proposals.placing import proposal_stream
from services.gateway.notifications.people import Person
from services.psa_sync.pushes.events import PushAbandoned, PushRetried, PushSucceeded
from shared.envelope import Stream
from shared.ids import new_id
from shared.message import Event
from tests.integration.gateway.notifications.bench import NOON, Bench
from tests.integration.gateway.notifications.postbox import Postbox
from tests.integration.gateway.notifications.test_raising import failed_push, gap, proposal
from tests.unit.diagnosis.examples import FIX, LATER, escalation, fix, picked_up, started, turned_out

LEA = UUID(int=900)
ENDS: dict[str, Event] = {
    "picked up": picked_up(by=new_id(), from_id=new_id()),
    "taken back": EscalationTakenBack(by=new_id(), at=NOON),
    "handed over": HandedOver(outcome=2, recipient="Vendor", notes=None, by=new_id(), at=NOON),
    "abandoned": SessionAbandoned(outcome=2, by=None, reason="inactivity", at=NOON),
}


def of_session(bench: Bench, session: UUID) -> Stream:
    return Stream("session", str(session), bench.account, session)


@pytest.mark.parametrize("end", ENDS)
async def test_given_an_escalation_when_nobody_is_needed_any_more_then_it_is_unread_no_longer_and_not_mailed(
    bench: Bench, postbox: Postbox, end: str
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna)
    await bench.hear()
    await bench.write(of_session(bench, session), ENDS[end], role="diagnosis")
    await bench.hear()
    await bench.mail()

    assert len(await bench.shown(ben)) == 1
    assert await bench.shown(ben, unread=True) == []
    assert (postbox.mails, await bench.waiting()) == ([], [])


@pytest.mark.parametrize("in_app", [True, False])
async def test_given_a_case_that_is_escalated_again_when_it_is_heard_then_it_is_told_and_mailed_again(
    bench: Bench, postbox: Postbox, *, in_app: bool
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, in_app=in_app, escalation_to_team="at_once")
    session = await bench.escalated(anna)
    await bench.hear()
    await bench.mail()
    await escalated_again(bench, session, anna)
    await bench.hear()
    await bench.mail()

    assert len(await bench.shown(ben, unread=True)) == in_app
    assert len(postbox.to(ben.email)) == 2


async def escalated_again(bench: Bench, session: UUID, by: Person) -> None:
    asked = escalation(outcome=2, by=by.id, by_name=by.name, team_id=bench.team)
    await bench.write(of_session(bench, session), EscalationTakenBack(by=by.id, at=NOON), asked, role="diagnosis")


async def test_given_an_escalation_that_is_over_when_that_is_heard_after_the_next_one_then_the_next_one_stays(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna)
    await bench.hear()
    (first,) = await bench.shown(ben)
    await escalated_again(bench, session, anna)
    for event in reversed(await bench.fresh()):
        await bench.deliver(event)
    await bench.hear()

    (left,) = await bench.shown(ben, unread=True)
    assert left["id"] != first["id"]


async def test_given_somebody_who_comes_while_it_is_told_when_all_is_heard_then_nobody_is_left_with_it(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna)
    asked = [event for event in await bench.fresh() if event.type == "escalation_requested"]
    people = bench.notifier.reactions.raising.people
    answers = of_session(bench, session)

    class Slow:
        """Tells, while somebody comes and that is heard."""

        async def people(self, account: UUID) -> Sequence[Person]:
            found = await people(account)
            await bench.write(answers, ENDS["picked up"], role="diagnosis")
            for event in await bench.fresh():
                await bench.deliver(event)
            return found

        def __getattr__(self, name: str) -> Any:
            return getattr(bench.notifier.reactions.raising, name)

    slow = replace(bench.notifier, reactions=replace(bench.notifier.reactions, raising=cast(Any, Slow())))
    for event in asked:
        await replace(bench, notifier=slow).deliver(event)
    await bench.hear()

    assert await bench.shown(ben, unread=True) == []


FIX_ENDS: dict[str, Sequence[Event]] = {
    "it holds": [turned_out("applied_success")],
    "another one took its place": [fix(UUID(int=999), supersedes=FIX)],
    "handed over": [ENDS["handed over"]],
    "abandoned": [ENDS["abandoned"]],
    "reassigned": [SessionReassigned(from_id=LEA, to_id=LEA, to_name="Lea", to_team_id=None, by=LEA, at=NOON)],
    "picked up": [escalation(), picked_up(by=LEA, from_id=LEA)],
}


@pytest.mark.parametrize("end", FIX_ENDS)
@pytest.mark.parametrize("late", [True, False])
async def test_given_a_fix_that_waited_when_it_does_no_more_then_its_owner_is_not_mailed(
    bench: Bench, postbox: Postbox, end: str, *, late: bool
) -> None:
    anna, session = await bench.person("Anna"), new_id()
    pending = turned_out("applied_pending", "Wait for the night", at=LATER)
    reminder = FixReminderSent(fix_id=FIX, pending_since=LATER, at=LATER + timedelta(days=4))
    begun = started(account_id=bench.account, owner_id=anna.id, team_id=bench.team)
    await bench.write(of_session(bench, session), begun, fix(), pending, reminder, role="diagnosis")
    if not late:
        await bench.hear()
    await bench.write(of_session(bench, session), *FIX_ENDS[end], role="diagnosis")
    await bench.hear()
    bench.time.forward(days=2)
    await bench.mail()

    assert len(await bench.shown(anna)) == (not late)
    assert (await bench.shown(anna, unread=True), postbox.mails) == ([], [])


async def test_given_a_fix_that_waits_when_another_one_of_the_case_turned_out_then_its_owner_is_still_told(
    bench: Bench,
) -> None:
    anna, session = await bench.person("Anna"), new_id()
    first = [fix(UUID(int=999)), turned_out("applied_failed", fix_id=UUID(int=999))]
    pending = turned_out("applied_pending", "Wait for the night", at=LATER)
    reminder = FixReminderSent(fix_id=FIX, pending_since=LATER, at=LATER + timedelta(days=4))
    begun = started(account_id=bench.account, owner_id=anna.id, team_id=bench.team)
    await bench.write(of_session(bench, session), begun, *first, fix(), pending, reminder, role="diagnosis")
    for event in reversed(await bench.fresh()):
        await bench.deliver(event)
    await bench.hear()

    assert len(await bench.shown(anna, unread=True)) == 1


@pytest.mark.parametrize(
    "over",
    [
        PushRetried(by=LEA, at=NOON),
        PushSucceeded(attempt=1, note_id="1", time_entry_id=None, status_set=False, found=True, at=NOON),
    ],
    ids=["tried again", "found there later"],
)
@pytest.mark.parametrize("late", [True, False])
async def test_given_a_push_that_was_given_up_when_it_is_not_any_more_then_its_owner_is_not_mailed(
    bench: Bench, postbox: Postbox, over: Event, *, late: bool
) -> None:
    anna, connection = await bench.person("Anna"), new_id()
    session = await failed_push(bench, anna.id, connection)
    if not late:
        await bench.hear()
    push = Stream("push", f"{session}-1", bench.account, session)
    await bench.write(push, over, role="psa_sync")
    await bench.hear()
    bench.time.forward(days=2)
    await bench.mail()
    assert len(await bench.shown(anna)) == (not late)
    assert (await bench.shown(anna, unread=True), postbox.mails) == ([], [])

    await bench.write(push, PushAbandoned(code="not_found", error="The ticket is gone.", at=NOON), role="psa_sync")
    await bench.hear()
    assert len(await bench.shown(anna, unread=True)) == 1


async def test_given_a_proposal_when_sessions_reopen_it_then_the_reviewers_are_told_again(bench: Bench) -> None:
    lea, stream = await bench.person("Lea", "team_admin"), proposal_stream(bench.account, new_id())
    await bench.write(stream, proposal("new_flow"), ProposalDismissed(by=LEA, at=NOON), role="flywheel")
    await bench.hear()
    assert await bench.shown(lea) == []
    await bench.write(stream, ProposalReopened(by=None, at=NOON), role="flywheel")
    await bench.hear()
    (item,) = await bench.shown(lea)
    await bench.write(stream, ProposalDismissed(by=LEA, at=NOON), ProposalReopened(by=LEA, at=NOON), role="flywheel")
    await bench.hear()

    assert item["title"] == "New flow proposed: Outlook keeps asking"
    assert item["link"] == f"/review-queue?selected={stream.id}"
    assert len(await bench.shown(lea)) == 1


@pytest.mark.parametrize(
    "decided",
    [ProposalDismissed(by=LEA, at=NOON), ProposalPublished(round=1, flow_id=LEA, flow_version=1, at=NOON)],
    ids=["dismissed", "published"],
)
@pytest.mark.parametrize("late", [True, False])
async def test_given_a_proposal_that_is_decided_when_its_making_is_heard_before_or_after_then_nobody_is_left_with_it(
    bench: Bench, postbox: Postbox, decided: Event, *, late: bool
) -> None:
    lea, stream = await bench.person("Lea", "team_admin"), proposal_stream(bench.account, new_id())
    await bench.write(stream, proposal("new_flow"), role="flywheel")
    if not late:
        await bench.hear()
    await bench.write(stream, decided, role="flywheel")
    await bench.hear()
    bench.time.forward(days=2)
    await bench.mail()

    assert len(await bench.shown(lea)) == (not late)
    assert (await bench.shown(lea, unread=True), postbox.mails) == ([], [])


@pytest.mark.parametrize(
    ("over", "left"),
    [
        (GapClosed(reason="gone", by=None, flow_id=None, note=None, at=NOON), 0),
        (GapSnoozed(until=NOON, by=LEA, at=NOON), 0),
    ],
    ids=["closed", "snoozed"],
)
@pytest.mark.parametrize("late", [True, False])
async def test_given_a_gap_that_is_no_more_when_it_is_heard_before_or_after_then_nobody_is_left_with_it(
    bench: Bench, over: Event, left: int, *, late: bool
) -> None:
    lea, stream = await bench.person("Lea", "team_admin"), Stream("gap", str(new_id()), bench.account)
    await bench.write(stream, gap(), role="flywheel")
    if not late:
        await bench.hear()
    await bench.write(stream, over, role="flywheel")
    await bench.hear()

    assert len(await bench.shown(lea)) == (not late)
    assert len(await bench.shown(lea, unread=True)) == left
