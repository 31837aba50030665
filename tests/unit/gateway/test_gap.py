"""A knowledge gap as it is shown: what was found, how it stands, who sees to it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.flywheel.gaps.commands import AskForDraft, CloseGap, CoverGap, GapCommand, ReopenGap, SnoozeGap
from services.flywheel.gaps.domain import GAP
from services.flywheel.gaps.events import GapDraftDropped, GapEvent, GapRelabelled
from services.gateway.projections.gap import fold
from services.gateway.routes.gap_models import Gap
from shared.envelope import StoredEvent
from shared.log.registry import encode
from tests.unit.diagnosis.examples import ACCOUNT, LEAD, NOW
from tests.unit.flywheel.gaps.test_gap import DRAFTED, FLOW_ID, FOUND, OF_A_FLOW, seen

ID = UUID(int=77)
BY_LEAD: dict[str, Any] = {"actor": LEAD, "at": NOW}


def shown(*events: GapEvent) -> Gap:
    """The gap after these events, as a client reads it."""
    found: dict[str, Any] | None = None
    for number, event in enumerate(events, 1):
        found = fold(found, _stored(event, number))
    return Gap.model_validate(found)


def _stored(event: GapEvent, number: int) -> StoredEvent:
    return StoredEvent(
        UUID(int=number), f"gap-{ID}", number, "gap", event.type, 1, ACCOUNT, None, None, encode(event), "{}", NOW, b"",
        number,
    )  # fmt: skip


def after(history: Sequence[GapEvent], *commands: GapCommand) -> Gap:
    """The gap once these commands were decided."""
    events = list(history)
    for command in commands:
        events += GAP.decide(command, GAP.fold(events))
    return shown(*events)


def test_given_a_gap_that_was_found_when_shown_then_with_its_evidence_and_without_what_only_the_flywheel_needs() -> (
    None
):
    gap = shown(OF_A_FLOW)
    assert (gap.id, gap.account_id, gap.kind, gap.status, gap.version) == (ID, ACCOUNT, "many_skips", "open", 1)
    assert (gap.flow_id, gap.evidence.affected, gap.drafting) == (FLOW_ID, 10, False)
    assert gap.example_session_ids == list(FOUND.example_session_ids)


def test_given_a_gap_when_it_gets_worse_then_it_is_shown_so() -> None:
    gap = after([FOUND], seen(severity="high"))
    assert (gap.severity, gap.version) == ("high", 2)


def test_given_a_gap_when_put_aside_closed_and_opened_then_nothing_is_left_of_before() -> None:
    snooze = SnoozeGap(**BY_LEAD, until=NOW + timedelta(days=1))
    close = CloseGap(**BY_LEAD, note="Not ours.", flow_id=None, published=False)
    assert after([FOUND], snooze).status == "snoozed"
    closed = after([FOUND], snooze, close)
    assert (closed.status, closed.snoozed_until, closed.closed_reason) == ("closed", None, "by_hand")
    assert closed.closed_note == "Not ours."
    again = after([FOUND], snooze, close, ReopenGap(**BY_LEAD))
    assert (again.status, again.closed_reason, again.closed_note) == ("open", None, None)


def test_given_a_draft_when_it_is_made_and_published_and_did_not_help_then_the_gap_has_none_any_more() -> None:
    asked = after([FOUND], AskForDraft(**BY_LEAD))
    assert (asked.drafting, asked.drafted_flow_id) == (True, None)
    events = [FOUND, *GAP.decide(AskForDraft(**BY_LEAD), GAP.fold([FOUND])), DRAFTED]
    drafted = shown(*events)
    assert (drafted.drafting, drafted.drafted_flow_id) == (False, FLOW_ID)
    cover = CoverGap(flow_id=FLOW_ID, flow_version=1, at=NOW)
    published = after(events, cover)
    assert (published.closed_reason, published.closed_by_flow_id) == ("flow_published", FLOW_ID)
    assert published.drafted_flow_id == FLOW_ID
    assert after(events, cover, ReopenGap(**BY_LEAD)).drafted_flow_id is None


def test_given_a_gap_when_it_may_not_be_called_so_any_more_then_neither_its_title_nor_a_keyword_is_shown() -> None:
    gap = shown(FOUND, GapRelabelled(title="Problems of hardware that no flow covers", at=NOW))
    assert (gap.title, gap.keywords, gap.version) == ("Problems of hardware that no flow covers", [], 2)


def test_given_drafts_when_one_is_archived_or_a_second_one_comes_late_then_the_right_one_is_shown() -> None:
    late = DRAFTED.model_copy(update={"round": 2, "flow_id": UUID(int=8)})
    assert shown(FOUND, DRAFTED, late).drafted_flow_id == FLOW_ID
    assert shown(FOUND, DRAFTED, late.model_copy(update={"by": LEAD.user_id})).drafted_flow_id == UUID(int=8)
    assert shown(FOUND, DRAFTED, GapDraftDropped(flow_id=FLOW_ID, at=NOW)).drafted_flow_id is None


def test_given_a_change_of_a_gap_that_is_not_known_when_folded_then_it_is_an_error() -> None:
    with pytest.raises(LookupError):
        shown(DRAFTED)
