"""A knowledge gap: found once, changed where its evidence is notably another, worked on, closed, and back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.flywheel.gaps.commands import (
    AskForDraft,
    AssignGap,
    CloseGap,
    CoverGap,
    DropDraft,
    ForgetCase,
    GapCommand,
    LoseGap,
    ObserveGap,
    RecordDraft,
    RecordDraftRefusal,
    ReopenGap,
    SnoozeGap,
)
from services.flywheel.gaps.domain import GAP, found
from services.flywheel.gaps.events import (
    Evidence,
    FlowDraftedForGap,
    GapAssigned,
    GapChanged,
    GapClosed,
    GapDraftAsked,
    GapDraftDropped,
    GapDraftRefused,
    GapEvent,
    GapFound,
    GapRelabelled,
    GapReopened,
    GapSnoozed,
)
from shared.testing.decider_spec import DeciderSpec
from tests.unit.diagnosis.examples import ANNA, BEN_ID, LATER, LEAD, LEAD_ID, NOW

SPEC = DeciderSpec(GAP)
FLOW_ID = UUID(int=9)
TOMORROW = NOW + timedelta(days=1)


def evidence(affected: int = 10, share: float = 0.5) -> Evidence:
    ids = tuple(UUID(int=number) for number in range(affected))
    return Evidence(sessions=20, affected=affected, share=share, period_days=90, details={}, session_ids=ids)


SEE = ObserveGap(
    kind="uncovered",
    title="Badge reader stays dark",
    problem_domain="hardware",
    keywords=("badge",),
    severity="medium",
    evidence=evidence(),
    example_session_ids=(UUID(int=0), UUID(int=1)),
    at=NOW,
)
FOUND = GapFound(**{name: getattr(SEE, name) for name in GapFound.model_fields})
OF_A_FLOW = FOUND.model_copy(update={"kind": "many_skips", "flow_id": FLOW_ID, "flow_version": 2})
SNOOZED = GapSnoozed(until=TOMORROW, by=LEAD_ID, at=NOW)
CLOSED = GapClosed(reason="by_hand", by=LEAD_ID, flow_id=None, note=None, at=NOW)
ASKED = GapDraftAsked(round=1, by=LEAD_ID, at=NOW)
DRAFTED = FlowDraftedForGap(
    round=1,
    flow_id=FLOW_ID,
    session_ids=(),
    by=None,
    engine="playbook",
    usage=None,
    prompt_version=None,
    prompt_blob=None,
    note=None,
    at=NOW,
)
BY_LEAD: dict[str, Any] = {"actor": LEAD, "at": NOW}


def seen(**changes: Any) -> ObserveGap:
    return SEE.model_copy(update={"at": LATER, **changes})


def changed(command: ObserveGap) -> GapChanged:
    return GapChanged(**{name: getattr(command, name) for name in GapChanged.model_fields})


def test_given_nothing_when_sessions_show_a_gap_then_it_is_found() -> None:
    SPEC.given().when(SEE).then(FOUND)


@pytest.mark.parametrize(
    "command", [seen(), seen(evidence=evidence(11)), seen(evidence=evidence(10, 0.58)), seen(title="Badge reader dark")]
)
def test_given_a_gap_when_it_is_seen_much_the_same_then_nothing_happens(command: ObserveGap) -> None:
    SPEC.given(FOUND).when(command).then_nothing()


@pytest.mark.parametrize(
    "command",
    [
        seen(evidence=evidence(12)),
        seen(evidence=evidence(10, 0.65)),
        seen(severity="high"),
        seen(forgets=True),
        seen(evidence=evidence().model_copy(update={"session_ids": tuple(UUID(int=n) for n in range(1, 11))})),
    ],
    ids=["more", "a larger share", "worse", "a case is erased", "an example is gone"],
)
def test_given_a_gap_when_its_evidence_is_notably_another_then_it_changes_once(command: ObserveGap) -> None:
    SPEC.given(FOUND).when(command).then(changed(command))
    again = command.model_copy(update={"example_session_ids": command.evidence.session_ids[:2], "forgets": False})
    SPEC.given(FOUND, changed(again)).when(again).then_nothing()


def test_given_a_snoozed_gap_when_its_time_comes_then_it_is_open_again_and_before_only_if_it_got_worse() -> None:
    given = SPEC.given(FOUND, SNOOZED)
    given.when(seen()).then_nothing()
    given.when(seen(evidence=evidence(13))).then(changed(seen(evidence=evidence(13))))
    given.when(seen(at=TOMORROW)).then(GapReopened(reason="snooze_over", by=None, at=TOMORROW))
    worse = seen(severity="high")
    given.when(worse).then(changed(worse), GapReopened(reason="worse", by=None, at=LATER))
    SPEC.given(FOUND, SNOOZED, changed(worse)).when(worse).then(GapReopened(reason="worse", by=None, at=LATER))


def test_given_a_closed_gap_when_sessions_that_ended_later_show_it_then_it_is_open_again() -> None:
    given = SPEC.given(FOUND, CLOSED)
    fresh = seen(closing=NOW)
    given.when(fresh).then(changed(fresh), GapReopened(reason="new_sessions", by=None, at=LATER))
    given.when(seen()).then_nothing()  # looked at before it was closed
    given.when(seen(closing=NOW - timedelta(days=3))).then_nothing()  # closed once more since


def test_given_a_gap_when_nothing_shows_it_any_more_then_it_closes_once() -> None:
    gone = GapClosed(reason="gone", by=None, flow_id=None, note=None, at=LATER)
    SPEC.given(FOUND).when(LoseGap(version=1, at=LATER)).then(gone)
    SPEC.given(FOUND, gone).when(LoseGap(version=2, at=LATER)).then_nothing()
    SPEC.given().when(LoseGap(version=1, at=LATER)).then_nothing()


def test_given_a_gap_that_changed_since_it_was_looked_at_when_nothing_showed_it_then_it_stays() -> None:
    SPEC.given(FOUND, changed(seen(evidence=evidence(13)))).when(LoseGap(version=1, at=LATER)).then_nothing()


def test_given_a_snoozed_gap_when_nothing_shows_it_then_it_is_gone_only_when_its_time_comes() -> None:
    SPEC.given(FOUND, SNOOZED).when(LoseGap(version=2, at=LATER)).then_nothing()
    gone = GapClosed(reason="gone", by=None, flow_id=None, note=None, at=TOMORROW)
    SPEC.given(FOUND, SNOOZED).when(LoseGap(version=2, at=TOMORROW)).then(gone)


def test_given_a_gap_when_its_flow_is_published_then_it_closes_by_that_flow() -> None:
    cover = CoverGap(flow_id=FLOW_ID, flow_version=1, at=LATER)
    closed = GapClosed(reason="flow_published", by=None, flow_id=FLOW_ID, note=None, at=LATER)
    SPEC.given(FOUND, ASKED, DRAFTED).when(cover).then(closed)
    SPEC.given(FOUND, ASKED, DRAFTED, closed).when(cover).then_nothing()


def test_given_a_gap_within_a_flow_when_a_later_version_is_published_then_it_closes_and_not_by_the_one_it_is_of() -> (
    None
):
    closed = GapClosed(reason="flow_published", by=None, flow_id=FLOW_ID, note=None, at=LATER)
    SPEC.given(OF_A_FLOW).when(CoverGap(flow_id=FLOW_ID, flow_version=2, at=LATER)).then_nothing()
    SPEC.given(OF_A_FLOW).when(CoverGap(flow_id=FLOW_ID, flow_version=3, at=LATER)).then(closed)


def test_given_a_gap_when_a_draft_is_asked_for_twice_then_one_is_made() -> None:
    ask = AskForDraft(**BY_LEAD)
    SPEC.given(FOUND).when(ask).then(ASKED)
    SPEC.given(FOUND, ASKED).when(ask).then_nothing()
    SPEC.given(FOUND, ASKED, DRAFTED).when(ask).then_nothing()
    refused = GapDraftRefused(round=1, code="nothing_resolved", at=NOW)
    SPEC.given(FOUND, ASKED, refused).when(ask).then(ASKED.model_copy(update={"round": 2}))


def test_given_a_draft_that_is_made_when_it_is_recorded_again_or_late_then_it_counts_once() -> None:
    record = RecordDraft(
        round=1,
        flow_id=FLOW_ID,
        session_ids=(),
        engine="playbook",
        usage=None,
        prompt_version=None,
        prompt_blob=None,
        at=NOW,
    )
    SPEC.given(FOUND, ASKED).when(record).then(DRAFTED)
    SPEC.given(FOUND, ASKED, DRAFTED).when(record).then_nothing()
    SPEC.given(FOUND, ASKED, CLOSED).when(record).then(DRAFTED)  # the library has it
    back = GapReopened(reason="by_hand", by=LEAD_ID, at=NOW)
    again: list[GapEvent] = [FOUND, ASKED, CLOSED, back, ASKED.model_copy(update={"round": 2})]
    SPEC.given(*again).when(record).then(DRAFTED)
    second = record.model_copy(update={"round": 2, "flow_id": UUID(int=8)})
    SPEC.given(*again, DRAFTED).when(second).then(DRAFTED.model_copy(update={"round": 2, "flow_id": UUID(int=8)}))
    SPEC.given(*again, DRAFTED).when(record).then_nothing()
    refusal = RecordDraftRefusal(round=1, code="nothing_resolved", at=NOW)
    SPEC.given(FOUND, ASKED).when(refusal).then(GapDraftRefused(round=1, code="nothing_resolved", at=NOW))
    SPEC.given(FOUND, ASKED, DRAFTED).when(refusal).then_nothing()


def test_given_a_published_draft_that_did_not_help_when_the_gap_is_back_then_another_one_can_be_made() -> None:
    published = GapClosed(reason="flow_published", by=None, flow_id=FLOW_ID, note=None, at=NOW)
    back = GapReopened(reason="new_sessions", by=None, at=LATER)
    ask = AskForDraft(**BY_LEAD)
    SPEC.given(FOUND, ASKED, DRAFTED, published, back).when(ask).then(ASKED.model_copy(update={"round": 2}))


def test_given_a_gap_when_a_lead_works_on_it_then_it_is_as_they_say() -> None:
    given = SPEC.given(FOUND)
    given.when(AssignGap(**BY_LEAD, user_id=BEN_ID)).then(GapAssigned(user_id=BEN_ID, by=LEAD_ID, at=NOW))
    given.when(AssignGap(**BY_LEAD, user_id=None)).then_nothing()
    given.when(SnoozeGap(**BY_LEAD, until=TOMORROW)).then(SNOOZED)
    given.when(CloseGap(**BY_LEAD, note=None, flow_id=None, published=False)).then(CLOSED)
    by_flow = CLOSED.model_copy(update={"reason": "flow_published", "flow_id": FLOW_ID})
    given.when(CloseGap(**BY_LEAD, note=None, flow_id=FLOW_ID, published=True)).then(by_flow)
    given.when(ReopenGap(**BY_LEAD)).then_nothing()
    by_hand = GapReopened(reason="by_hand", by=LEAD_ID, at=NOW)
    SPEC.given(FOUND, CLOSED).when(ReopenGap(**BY_LEAD)).then(by_hand)
    SPEC.given(FOUND, SNOOZED).when(ReopenGap(**BY_LEAD)).then(by_hand)


def test_given_a_flow_that_is_a_draft_when_a_gap_is_closed_with_it_then_the_gap_waits_for_its_publication() -> None:
    named = FlowDraftedForGap(
        round=0,
        flow_id=FLOW_ID,
        session_ids=(),
        by=LEAD_ID,
        engine=None,
        usage=None,
        prompt_version=None,
        prompt_blob=None,
        note="See the draft.",
        at=NOW,
    )
    close = CloseGap(**BY_LEAD, note="See the draft.", flow_id=FLOW_ID, published=False)
    SPEC.given(FOUND).when(close).then(named)
    SPEC.given(FOUND, named).when(close).then_nothing()
    published = CoverGap(flow_id=FLOW_ID, flow_version=1, at=LATER)
    closed = GapClosed(reason="flow_published", by=None, flow_id=FLOW_ID, note="See the draft.", at=LATER)
    SPEC.given(FOUND, named).when(published).then(closed)


def test_given_a_draft_for_a_gap_when_it_is_archived_then_another_one_can_be_made() -> None:
    drop = DropDraft(flow_id=FLOW_ID, at=LATER)
    dropped = GapDraftDropped(flow_id=FLOW_ID, at=LATER)
    SPEC.given(FOUND, ASKED, DRAFTED).when(drop).then(dropped)
    SPEC.given(FOUND, ASKED, DRAFTED, dropped).when(drop).then_nothing()
    SPEC.given(FOUND, ASKED, DRAFTED).when(drop.model_copy(update={"flow_id": UUID(int=8)})).then_nothing()
    again = ASKED.model_copy(update={"round": 2})
    SPEC.given(FOUND, ASKED, DRAFTED, dropped).when(AskForDraft(**BY_LEAD)).then(again)


def test_given_an_erased_case_when_a_gap_was_named_after_it_then_it_is_called_neutrally_closed_or_not() -> None:
    forget = ForgetCase(session=UUID(int=3), title="Problems of hardware that no flow covers", at=LATER)
    relabelled = GapRelabelled(title=forget.title, at=LATER)
    for history in ([FOUND], [FOUND, SNOOZED], [FOUND, CLOSED]):
        SPEC.given(*history).when(forget).then(relabelled)
        SPEC.given(*history, relabelled).when(forget).then_nothing()
    SPEC.given(FOUND).when(forget.model_copy(update={"session": UUID(int=99)})).then_nothing()
    SPEC.given(FOUND, relabelled, changed(seen(evidence=evidence(3)))).when(forget).then_nothing()
    SPEC.given(OF_A_FLOW).when(forget).then_nothing()  # it is called after the flow
    gap = found(GAP.fold([FOUND, relabelled]))
    assert (gap.seen.title, gap.seen.keywords) == (forget.title, ())


@pytest.mark.parametrize(
    ("history", "command", "status", "code"),
    [
        ([], AssignGap(**BY_LEAD, user_id=BEN_ID), 404, "unknown_gap"),
        ([FOUND], AssignGap(actor=ANNA, at=NOW, user_id=BEN_ID), 403, "not_a_lead"),
        ([FOUND], AssignGap(**BY_LEAD, user_id=BEN_ID, expected_version=2), 412, "changed"),
        ([FOUND], SnoozeGap(**BY_LEAD, until=NOW), 422, "until"),
        ([FOUND], SnoozeGap(**BY_LEAD, until=NOW + timedelta(days=400)), 422, "until"),
        ([FOUND, CLOSED], SnoozeGap(**BY_LEAD, until=TOMORROW), 409, "gap_closed"),
        ([FOUND, CLOSED], CloseGap(**BY_LEAD, note=None, flow_id=None, published=False), 409, "gap_closed"),
        ([FOUND, CLOSED], AskForDraft(**BY_LEAD), 409, "gap_closed"),
    ],
)
def test_given_a_gap_when_what_is_asked_cannot_be_then_it_is_refused_with_the_reason(
    history: list[GapEvent], command: GapCommand, status: int, code: str
) -> None:
    SPEC.given(*history).when(command).then_refused(status, code)
