"""The decider of a knowledge gap; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, assert_never
from uuid import UUID

from services.flywheel import access
from services.flywheel.gaps.commands import (
    AskForDraft,
    AssignGap,
    ByHand,
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
from services.flywheel.gaps.events import (
    ClosedReason,
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
    Severity,
)
from shared.decider import Decider
from shared.errors import IllegalState, InvalidInput, NotFound

LONGEST_SNOOZE = timedelta(days=366)
NOTABLE_PART = 0.2
"""A change of the affected sessions by this part, or of their share by half of it, is notable."""

Status = Literal["open", "snoozed", "closed"]
_ORDER: tuple[Severity, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Unfound:
    """No gap yet."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap as it stands. `seen` is the evidence as it was told last; `version` is the stream's.

    `severity_put_aside`: how bad it was when it was snoozed. `closed_at`: only sessions that ended later speak for it,
    also when it is open again, unless somebody opened it. `reopened_at`: when somebody opened it last. `named_after`:
    the sessions that its title and keywords may come of. `asked`: the draft that is being made; `written`: the rounds
    of those that were. `draft_note`: why the flow that is to close it does.
    """

    found: GapFound
    seen: GapFound | GapChanged
    status: Status = "open"
    assigned_to: UUID | None = None
    snoozed_until: datetime | None = None
    severity_put_aside: Severity | None = None
    closed_at: datetime | None = None
    closed_reason: ClosedReason | None = None
    reopened_at: datetime | None = None
    named_after: frozenset[UUID] = frozenset()
    rounds: int = 0
    written: frozenset[int] = frozenset()
    asked: GapDraftAsked | None = None
    drafted_flow_id: UUID | None = None
    draft_note: str | None = None
    version: int = 1

    @property
    def counts_from(self) -> datetime | None:
        """Only sessions that ended later speak for it; what is gone was closed by nobody, and all may bring it back."""
        return None if self.closed_reason == "gone" else self.closed_at

    @property
    def sessions(self) -> frozenset[UUID]:
        """The sessions that showed it when it was told last."""
        return frozenset(self.seen.evidence.session_ids)


State = Unfound | Gap


def decide(command: GapCommand, state: State) -> Sequence[GapEvent]:
    """The events that the command causes. Raises a `Problem` when the command must not be."""
    match command:
        case ObserveGap():
            return _observe(command, state) if isinstance(state, Gap) else [_found(command)]
        case LoseGap() | CoverGap():
            return _settled(command, state) if isinstance(state, Gap) else []
        case ForgetCase():
            return _forgotten(command, state) if isinstance(state, Gap) else []
        case DropDraft():
            return _dropped(command, found(state))
        case RecordDraft() | RecordDraftRefusal():
            return _drafted(command, found(state))
        case _:
            return _by_hand(command, found(state))


def evolve(state: State, event: GapEvent) -> State:
    """The gap after one more event."""
    if isinstance(event, GapFound):
        return Gap(event, event, named_after=frozenset(event.evidence.session_ids))
    if isinstance(state, Unfound):
        return state
    return replace(_after(state, event), version=state.version + 1)


GAP = Decider[State, GapCommand, GapEvent](initial=Unfound(), decide=decide, evolve=evolve)


def found(state: State) -> Gap:
    """The gap. Raises NotFound."""
    if isinstance(state, Unfound):
        raise NotFound("unknown_gap", "There is no such knowledge gap.")
    return state


def _found(command: ObserveGap) -> GapFound:
    return GapFound(**{name: getattr(command, name) for name in GapFound.model_fields})


def _observe(command: ObserveGap, gap: Gap) -> list[GapEvent]:
    """What is seen now: told where it is notably another, and what was put aside or closed comes back."""
    changed: list[GapEvent] = [_changed(command)] if _is_notable(command, gap) else []
    match gap.status:
        case "open":
            return changed
        case "snoozed":
            worse = _is_worse(command.severity, gap.severity_put_aside)
            if worse or (gap.snoozed_until and gap.snoozed_until <= command.at):
                reason: Literal["worse", "snooze_over"] = "worse" if worse else "snooze_over"
                return [*changed, GapReopened(reason=reason, by=None, at=command.at)]
            return changed
        case "closed":
            if command.closing is None or command.closing != gap.closed_at:
                return []  # it was closed since the sessions were looked at
            return [_changed(command), GapReopened(reason="new_sessions", by=None, at=command.at)]


def _is_notable(command: ObserveGap, gap: Gap) -> bool:
    """Whether it is worth an event: other words of the flow, another severity, clearly other sessions, or one that
    must not be counted any more.
    """
    seen = gap.seen
    if command.forgets:
        return True
    told = (seen.severity, seen.problem_domain, seen.flow_name, seen.flow_version)
    if told != (command.severity, command.problem_domain, command.flow_name, command.flow_version):
        return True
    if not set(seen.example_session_ids) <= set(command.evidence.session_ids):
        return True
    return _differs(seen.evidence, command.evidence)


def _differs(before: Evidence, now: Evidence) -> bool:
    more = abs(now.affected - before.affected)
    share = abs(now.share - before.share)
    kept = set(before.session_ids) & set(now.session_ids)
    return (
        more >= max(2, NOTABLE_PART * before.affected)
        or share >= NOTABLE_PART / 2
        or 2 * len(kept) < len(before.session_ids)
    )


def _changed(command: ObserveGap) -> GapChanged:
    return GapChanged(**{name: getattr(command, name) for name in GapChanged.model_fields})


def _is_worse(now: Severity, before: Severity | None) -> bool:
    return before is not None and _ORDER.index(now) > _ORDER.index(before)


def _settled(command: LoseGap | CoverGap, gap: Gap) -> list[GapEvent]:
    """The gap closes by itself."""
    if gap.status == "closed":
        return []
    if isinstance(command, LoseGap):
        return _lost(command, gap)
    within = gap.found.flow_id == command.flow_id and gap.drafted_flow_id != command.flow_id
    if within and command.flow_version <= (gap.seen.flow_version or 0):
        return []  # the evidence is of this very version
    note = gap.draft_note if gap.drafted_flow_id == command.flow_id else None
    return [GapClosed(reason="flow_published", by=None, flow_id=command.flow_id, note=note, at=command.at)]


def _lost(command: LoseGap, gap: Gap) -> list[GapEvent]:
    """Gone, unless somebody touched it since it was looked at, or does not want to hear of it before its time."""
    aside = gap.snoozed_until is not None and gap.snoozed_until > command.at
    if aside or command.version != gap.version:
        return []
    return [GapClosed(reason="gone", by=None, flow_id=None, note=None, at=command.at)]


def _forgotten(command: ForgetCase, gap: Gap) -> list[GapEvent]:
    """What is called after sessions is called so no more when one of them is erased; flows name the others."""
    if gap.found.kind != "uncovered" or command.session not in gap.named_after:
        return []
    return [GapRelabelled(title=command.title, at=command.at)]


def _dropped(command: DropDraft, gap: Gap) -> list[GapEvent]:
    if gap.drafted_flow_id != command.flow_id:
        return []
    return [GapDraftDropped(flow_id=command.flow_id, at=command.at)]


def _drafted(command: RecordDraft | RecordDraftRefusal, gap: Gap) -> list[GapEvent]:
    """What came of a draft. One that was written is told however late it is, since the library has it."""
    match command:
        case RecordDraft():
            return [] if command.round in gap.written else [FlowDraftedForGap(**dict(command), by=None, note=None)]
        case RecordDraftRefusal():
            if gap.asked is None or gap.asked.round != command.round:
                return []
            return [GapDraftRefused(round=command.round, code=command.code, at=command.at)]


def _by_hand(command: ByHand, gap: Gap) -> list[GapEvent]:
    by = access.lead(command.actor)
    access.check_version("gap", command.expected_version, gap.version)
    match command:
        case AssignGap():
            if command.user_id == gap.assigned_to:
                return []
            return [GapAssigned(user_id=command.user_id, by=by, at=command.at)]
        case SnoozeGap():
            return _snooze(command, gap, by)
        case CloseGap():
            return _close(command, gap, by)
        case ReopenGap():
            return [] if gap.status == "open" else [GapReopened(reason="by_hand", by=by, at=command.at)]
        case AskForDraft():
            return _ask(command, gap, by)
        case _:
            assert_never(command)


def _snooze(command: SnoozeGap, gap: Gap, by: UUID) -> list[GapEvent]:
    _require_unclosed(gap)
    if not command.at < command.until <= command.at + LONGEST_SNOOZE:
        raise InvalidInput("until", "Name a time to come, at most a year from now.", field="until")
    return [GapSnoozed(until=command.until, by=by, at=command.at)]


def _close(command: CloseGap, gap: Gap, by: UUID) -> list[GapEvent]:
    _require_unclosed(gap)
    if command.flow_id is None or command.published:
        reason: ClosedReason = "flow_published" if command.flow_id else "by_hand"
        return [GapClosed(reason=reason, by=by, flow_id=command.flow_id, note=command.note, at=command.at)]
    named = FlowDraftedForGap(
        round=gap.rounds, flow_id=command.flow_id, session_ids=(), by=by, note=command.note, engine=None, usage=None,
        prompt_version=None, prompt_blob=None, at=command.at,
    )  # fmt: skip
    is_known = gap.drafted_flow_id == command.flow_id and command.note in (None, gap.draft_note)
    return [] if is_known else [named]


def _ask(command: AskForDraft, gap: Gap, by: UUID) -> list[GapEvent]:
    """One draft: who asks again gets the same."""
    _require_unclosed(gap)
    if gap.asked or gap.drafted_flow_id:
        return []
    return [GapDraftAsked(round=gap.rounds + 1, by=by, at=command.at)]


def _require_unclosed(gap: Gap) -> None:
    if gap.status == "closed":
        detail = "The gap is closed; somebody may have been quicker. Reopen it first."
        raise IllegalState("gap_closed", detail, reason=gap.closed_reason)


def _reopened(gap: Gap, event: GapReopened) -> Gap:
    """Open again. A flow that was to close it, and was published, did not."""
    if gap.closed_reason == "flow_published":
        gap = replace(gap, drafted_flow_id=None, draft_note=None)
    if event.reason == "by_hand":
        gap = replace(gap, closed_at=None, reopened_at=event.at)
    gap = replace(gap, closed_at=gap.counts_from)
    return replace(gap, status="open", snoozed_until=None, severity_put_aside=None, closed_reason=None)


def _with_draft(gap: Gap, event: FlowDraftedForGap) -> Gap:
    """The gap waits for the flow. Of two that were made the first is the one; one that somebody names always is."""
    if event.by:
        return replace(gap, asked=None, drafted_flow_id=event.flow_id, draft_note=event.note)
    drafted = gap.drafted_flow_id or event.flow_id
    return replace(gap, asked=None, drafted_flow_id=drafted, written=gap.written | {event.round})


def _after(gap: Gap, event: GapEvent) -> Gap:  # noqa: C901, PLR0911 - a table
    match event:
        case GapFound():
            return gap
        case GapChanged():
            return replace(gap, seen=event, named_after=frozenset(event.evidence.session_ids))
        case GapRelabelled():
            seen = gap.seen.model_copy(update={"title": event.title, "keywords": ()})
            return replace(gap, seen=seen, named_after=frozenset())
        case GapAssigned():
            return replace(gap, assigned_to=event.user_id)
        case GapSnoozed():
            severity = gap.seen.severity
            return replace(gap, status="snoozed", snoozed_until=event.until, severity_put_aside=severity)
        case GapClosed():
            return replace(
                gap, status="closed", snoozed_until=None, closed_at=event.at, closed_reason=event.reason, asked=None
            )
        case GapReopened():
            return _reopened(gap, event)
        case GapDraftAsked():
            return replace(gap, asked=event, rounds=event.round)
        case FlowDraftedForGap():
            return _with_draft(gap, event)
        case GapDraftDropped():
            return replace(gap, drafted_flow_id=None, draft_note=None)
        case GapDraftRefused():
            return replace(gap, asked=None)
        case _:
            assert_never(event)
