"""A proposal: made once, joined while it is open, decided by one reviewer, published and taken back."""

import itertools
from typing import Any
from uuid import UUID

import pytest

from services.flywheel.proposals.commands import (
    ApproveProposal,
    ContradictProposal,
    DismissProposal,
    MakeProposal,
    ProposalCommand,
    RecordPublication,
    RecordRefusal,
    RecordWithdrawal,
    RejectProposal,
    ReopenProposal,
    SupportProposal,
    UndoApproval,
)
from services.flywheel.proposals.domain import PROPOSAL, made
from services.flywheel.proposals.events import (
    ApprovalUndone,
    FlowDraft,
    FlowText,
    ProposalApproved,
    ProposalDismissed,
    ProposalEvent,
    ProposalMade,
    ProposalPublished,
    ProposalRejected,
    ProposalReopened,
    PublicationRefused,
    PublicationWithdrawn,
    SessionContradicted,
    SessionSupported,
    Source,
    WithdrawalRefused,
)
from shared.errors import Problem
from shared.message import Actor
from shared.testing.decider_spec import DeciderSpec
from tests.unit.diagnosis.examples import ANNA, LEAD, LEAD_ID, NOW, TREE

SPEC = DeciderSpec(PROPOSAL)
FIRST, SECOND = Source(session_id=UUID(int=1), outcome=1), Source(session_id=UUID(int=2), outcome=1)
THIRD = Source(session_id=UUID(int=3), outcome=1)
FLOW_ID = UUID(int=9)
TEXT = FlowText(name="A", description="B", problem_domain="other", match_keywords=(), tree_structure=TREE)
MAKE = MakeProposal(
    proposal_type="new_flow",
    title="Printer on floor 2 prints nothing",
    description="Use it when nothing prints.",
    problem_domain="printing",
    flow=FlowDraft(tree_structure=TREE, match_keywords=("printer",)),
    confidence=0.95,
    source=FIRST,
    engine="playbook",
    at=NOW,
)
MADE = ProposalMade(**dict(MAKE))
CHANGE = MADE.model_copy(update={"proposal_type": "enhancement", "target_flow_id": FLOW_ID})
SUPPORTED = SessionSupported(source=SECOND, confidence=1.0, at=NOW)
APPROVED = ProposalApproved(round=1, by=LEAD_ID, flow=TEXT, flow_stream_version=None, at=NOW)
PUBLISHED = ProposalPublished(round=1, flow_id=FLOW_ID, flow_version=1, at=NOW)
UNDONE = ApprovalUndone(round=1, by=LEAD_ID, at=NOW)
WITHDRAWN = PublicationWithdrawn(round=1, at=NOW)
DISMISSED = ProposalDismissed(by=LEAD_ID, at=NOW)
REJECTED = ProposalRejected(by=LEAD_ID, reason="It is wrong.", at=NOW)

SUPPORT = SupportProposal(source=SECOND, reopen_after=2, at=NOW)
PUBLICATION = RecordPublication(round=1, flow_id=FLOW_ID, flow_version=1, at=NOW)
WITHDRAWAL = RecordWithdrawal(round=1, at=NOW)


def approve(actor: Actor = LEAD, *, edited: bool = False, **more: Any) -> ApproveProposal:
    return ApproveProposal(actor=actor, at=NOW, flow=TEXT, flow_stream_version=None, edited=edited, **more)


BACK = ProposalReopened(by=None, at=NOW)
REOPEN = ReopenProposal(actor=LEAD, at=NOW)
DISMISS, UNDO = DismissProposal(actor=LEAD, at=NOW), UndoApproval(actor=LEAD, at=NOW)
REJECT = RejectProposal(actor=LEAD, at=NOW, reason="It is wrong.")
REFUSED = RecordRefusal(round=1, of="publication", code="changed", at=NOW)


def test_given_nothing_when_made_then_it_is_pending_and_made_once() -> None:
    SPEC.given().when(MAKE).then(MADE)
    SPEC.given(MADE).when(MAKE).then_nothing()
    assert made(PROPOSAL.fold([MADE])).status == "pending"


def test_given_a_proposal_when_another_session_says_the_same_then_it_is_surer_but_never_more_than_sure() -> None:
    SPEC.given(MADE).when(SUPPORT).then(SUPPORTED)
    SPEC.given(MADE, SUPPORTED).when(SUPPORT).then_nothing()
    SPEC.given(MADE).when(SUPPORT.model_copy(update={"source": FIRST})).then_nothing()


def test_given_a_published_proposal_when_a_session_says_the_same_then_it_is_not_joined() -> None:
    SPEC.given(MADE, APPROVED, PUBLISHED).when(SUPPORT).then_refused(409, "already_decided")
    SPEC.given(MADE, SUPPORTED, APPROVED, PUBLISHED).when(SUPPORT).then_nothing()


def test_given_a_dismissed_proposal_when_sessions_enough_say_the_same_then_it_is_pending_again() -> None:
    third = SUPPORT.model_copy(update={"source": THIRD})
    SPEC.given(MADE, DISMISSED).when(SUPPORT).then(SUPPORTED)
    SPEC.given(MADE, DISMISSED, SUPPORTED).when(SUPPORT).then_nothing()
    supported = SessionSupported(source=THIRD, confidence=1.0, at=NOW)
    SPEC.given(MADE, DISMISSED, SUPPORTED).when(third).then(supported, BACK)
    SPEC.given(MADE, SUPPORTED, DISMISSED).when(third).then(supported)
    against = SessionContradicted(source=SECOND, confidence=0.9, at=NOW)
    SPEC.given(MADE, DISMISSED, SUPPORTED, against).when(third).then(supported)
    SPEC.given(MADE, DISMISSED, SUPPORTED, supported, BACK, DISMISSED).when(SUPPORT).then_nothing()


def test_given_a_rejected_proposal_when_sessions_say_the_same_then_they_are_counted_and_it_stays() -> None:
    third = SUPPORT.model_copy(update={"source": THIRD})
    supported = SessionSupported(source=THIRD, confidence=1.0, at=NOW)
    SPEC.given(MADE, REJECTED).when(SUPPORT).then(SUPPORTED)
    SPEC.given(MADE, REJECTED, SUPPORTED).when(third).then(supported)
    assert made(PROPOSAL.fold([MADE, REJECTED, SUPPORTED, supported])).status == "rejected"


@pytest.mark.parametrize("closed", [DISMISSED, REJECTED])
def test_given_a_closed_proposal_when_a_lead_reopens_it_then_it_can_be_decided_again(closed: ProposalEvent) -> None:
    reopened = ProposalReopened(by=LEAD_ID, at=NOW)
    SPEC.given(MADE, closed).when(REOPEN).then(reopened)
    SPEC.given(MADE, closed, reopened).when(approve()).then(APPROVED)
    SPEC.given(MADE, closed, reopened).when(REOPEN).then_refused(409, "already_decided")
    SPEC.given(MADE, closed).when(ReopenProposal(actor=ANNA, at=NOW)).then_refused(403, "not_a_reviewer")


def test_given_a_supporting_session_when_it_is_reopened_then_it_contradicts_and_only_then() -> None:
    against = SessionContradicted(source=SECOND, confidence=0.9, at=NOW)
    SPEC.given(MADE, SUPPORTED).when(ContradictProposal(source=SECOND, at=NOW)).then(against)
    SPEC.given(MADE, SUPPORTED, against).when(ContradictProposal(source=SECOND, at=NOW)).then_nothing()
    SPEC.given(MADE).when(ContradictProposal(source=SECOND, at=NOW)).then_nothing()
    state = made(PROPOSAL.fold([MADE, SUPPORTED, against]))
    assert (state.supporting, state.contradicting) == ((FIRST,), (SECOND,))


def test_given_a_pending_proposal_when_reviewed_then_it_is_decided() -> None:
    SPEC.given(MADE).when(approve()).then(APPROVED)
    SPEC.given(MADE).when(DISMISS).then(DISMISSED)
    SPEC.given(MADE).when(REJECT).then(REJECTED)


@pytest.mark.parametrize("first", [APPROVED, DISMISSED, REJECTED])
@pytest.mark.parametrize("second", [approve(), DISMISS, REJECT])
def test_given_two_reviewers_when_both_decide_then_the_second_is_told(
    first: ProposalEvent, second: ProposalCommand
) -> None:
    told = SPEC.given(MADE, first).when(second).then_refused(409, "already_decided")
    assert told.facts["decided_by"] == str(LEAD_ID)


def test_given_others_when_they_review_then_they_are_refused() -> None:
    SPEC.given(MADE).when(approve(ANNA)).then_refused(403, "not_a_reviewer")
    SPEC.given(MADE).when(approve(Actor(account_id=LEAD.account_id))).then_refused(403, "not_a_reviewer")
    SPEC.given().when(approve()).then_refused(404, "unknown_proposal")
    SPEC.given(MADE, SUPPORTED).when(approve(expected_version=1)).then_refused(412, "changed")


def test_given_an_enhancement_when_approved_then_only_an_edited_tree_is_taken() -> None:
    SPEC.given(CHANGE).when(approve()).then_refused(409, "edit_first")
    SPEC.given(CHANGE).when(approve(edited=True)).then(APPROVED)


def test_given_an_approved_proposal_when_the_library_answers_then_it_is_kept_once() -> None:
    SPEC.given(MADE, APPROVED).when(PUBLICATION).then(PUBLISHED)
    SPEC.given(MADE, APPROVED, PUBLISHED).when(PUBLICATION).then_nothing()
    SPEC.given(MADE, APPROVED).when(REFUSED).then(PublicationRefused(round=1, code="changed", at=NOW))
    SPEC.given(MADE, APPROVED, PUBLISHED).when(REFUSED).then_nothing()
    SPEC.given(MADE, APPROVED, PublicationRefused(round=1, code="changed", at=NOW)).when(PUBLICATION).then_nothing()


def test_given_a_published_proposal_when_undone_then_it_is_pending_once_the_library_is_done() -> None:
    published = (MADE, APPROVED, PUBLISHED)
    SPEC.given(MADE, APPROVED).when(UNDO).then_refused(409, "publishing")
    SPEC.given(*published).when(UNDO).then(UNDONE)
    SPEC.given(*published, UNDONE).when(UNDO).then_refused(409, "already_decided")
    SPEC.given(*published, UNDONE).when(WITHDRAWAL).then(WITHDRAWN)
    SPEC.given(*published, UNDONE, WITHDRAWN).when(WITHDRAWAL).then_nothing()
    again = APPROVED.model_copy(update={"round": 2})
    SPEC.given(*published, UNDONE, WITHDRAWN).when(approve()).then(again)
    SPEC.given(*published, UNDONE, WITHDRAWN, again).when(PUBLICATION).then_nothing()
    refused = RecordRefusal(round=1, of="withdrawal", code="archived", at=NOW)
    SPEC.given(*published, UNDONE).when(refused).then(WithdrawalRefused(round=1, code="archived", at=NOW))


def test_given_any_four_commands_when_decided_then_no_state_breaks_and_one_decision_stands() -> None:
    commands: tuple[ProposalCommand, ...] = (
        SUPPORT,
        approve(),
        DISMISS,
        REJECT,
        REOPEN,
        PUBLICATION,
        REFUSED,
        UNDO,
        WITHDRAWAL,
    )
    for chosen in itertools.product(commands, repeat=4):
        history: list[ProposalEvent] = [MADE]
        for command in chosen:
            try:
                history += PROPOSAL.decide(command, PROPOSAL.fold(history))
            except Problem:
                continue
        state = made(PROPOSAL.fold(history))
        assert state.version == len(history)
        assert (state.published is None) or state.status == "approved"
        assert 0 <= state.confidence <= 1
        assert (state.decided_by is None) == (state.status == "pending")
