"""From one engineer to the next, or out of the product."""

from services.diagnosis import access
from services.diagnosis.commands_base import UserCommand
from services.diagnosis.escalation.commands import Escalate, GainInsight, GiveBriefing, HandOver, PickUp, TakeBack
from services.diagnosis.escalation.events import (
    BriefingGiven,
    EscalationInsightGained,
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
)
from services.diagnosis.state import AwaitingBriefing, Case, Live, NotStarted, RequestingEscalation, Started, State
from shared.errors import Forbidden, InvalidInput

NEEDED = "requesting escalation"


def escalate(command: Escalate, state: State) -> list[EscalationRequested]:
    """Ask for another engineer: a named one, or whoever may."""
    case = access.live(access.own(command, state), "escalate").case
    to = command.to
    if to is not None:
        access.check_engineer(to)
        if to.user_id == command.by:
            raise InvalidInput("not_to_yourself", "Name somebody else, or nobody; your team will see it.")
    return [
        EscalationRequested(
            outcome=case.outcomes + 1,
            reason=command.reason,
            to_id=to.user_id if to else None,
            to_name=to.name if to else None,
            team_id=case.team_id,
            confidence=case.confidence,
            by=command.by,
            by_name=command.actor.name,
            at=command.at,
        )
    ]


def pick_up(command: PickUp, state: State) -> list[EscalationPickedUp]:
    """Take the session over; the first who may has it."""
    session = access.visible(command, state)
    case = _requesting(command, session, "pickup").case
    _check_may_pick_up(command, case)
    access.check_version(command, session)
    context = command.additional_context or None
    return [
        EscalationPickedUp(
            outcome=case.outcomes,
            from_id=case.owner_id,
            by=command.by,
            by_name=command.actor.name,
            team_id=command.actor.team_id,
            mode=command.mode if context else "continue",
            additional_context=context,
            at=command.at,
        )
    ]


def take_back(command: TakeBack, state: State) -> list[EscalationTakenBack]:
    """Go on without a colleague, until somebody has picked it up; a lead may do that too, and its owner keeps it."""
    _requesting(command, access.own_or_lead(command, state), "take-back")
    return [EscalationTakenBack(by=command.by, at=command.at)]


def hand_over(command: HandOver, state: State) -> list[HandedOver]:
    """Give it out of the product; a lead may do that too."""
    case = _requesting(command, access.own_or_lead(command, state), "hand-over").case
    return [
        HandedOver(
            outcome=case.outcomes + 1,
            recipient=command.recipient,
            notes=command.notes or None,
            by=command.by,
            at=command.at,
        )
    ]


def gain_insight(command: GainInsight, state: State) -> list[EscalationInsightGained]:
    """Keep what the record suggests, whatever has become of the session; quiet when it is known."""
    if isinstance(state, NotStarted) or command.outcome not in state.case.lacking_insight:
        return []
    return [EscalationInsightGained(**command.model_dump())]


def give_briefing(command: GiveBriefing, state: State) -> list[BriefingGiven]:
    """Put the briefing before the next step; quiet unless exactly this one is awaited."""
    if not isinstance(state, Live) or state.phase != AwaitingBriefing(command.outcome):
        return []
    return [BriefingGiven(**command.model_dump())] if state.case.order == command.order else []


def _requesting(command: UserCommand, session: Started, wish: str) -> RequestingEscalation:
    if not isinstance(session, RequestingEscalation):
        raise access.too_late(command, session, wish, NEEDED)
    return session


def _check_may_pick_up(command: PickUp, case: Case) -> None:
    if case.owner_id == command.by:
        raise Forbidden("own_escalation", "You escalated it yourself; take it back to go on alone.")
    if command.actor.role not in access.ENGINEERS or not _is_meant(command, case):
        raise Forbidden("not_yours_to_pick_up", "It waits for the engineer who was named, or for its team.")


def _is_meant(command: PickUp, case: Case) -> bool:
    """The named user, or anybody of the session's team; with neither, any engineer."""
    to = case.escalation.to_id if case.escalation else None
    if to is None and case.team_id is None:
        return True
    return command.by == to or (case.team_id is not None and command.actor.team_id == case.team_id)
