"""Who may ask what of a session, and in which status. Every check raises the `Problem` that says why not."""

from services.diagnosis.commands_base import Assignee, UserCommand
from services.diagnosis.state import Closed, Live, NotStarted, Ongoing, Started, State
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, RevisionMismatch

LEADS = frozenset({"team_admin", "account_admin"})
ENGINEERS = LEADS | {"engineer"}


def visible(command: UserCommand, state: State) -> Started:
    """The session, to anybody of its account."""
    if isinstance(state, NotStarted) or state.case.account_id != command.actor.account_id:
        raise NotFound("unknown_session", "There is no such session.")
    return state


def own(command: UserCommand, state: State) -> Started:
    """The session, to its owner, in the version that they have seen."""
    session = visible(command, state)
    if session.case.owner_id != command.actor.user_id:
        raise Forbidden("not_your_session", "Only its owner may do this; a team lead can reassign the session.")
    check_version(command, session)
    return session


def own_or_lead(command: UserCommand, state: State) -> Started:
    """The session, to its owner and to a lead, in the version that they have seen."""
    if command.actor.role not in LEADS:
        return own(command, state)
    session = visible(command, state)
    check_version(command, session)
    return session


def check_version(command: UserCommand, session: Started) -> None:
    """Refuse a command that was made against another version."""
    current = session.case.version
    if command.expected_version not in (None, current):
        raise RevisionMismatch("version_mismatch", "The session has changed meanwhile; read it again.", version=current)


def live(session: Started, wish: str) -> Live:
    """The session, if it is active or paused."""
    if not isinstance(session, Live):
        raise wrong_status(session, wish, "active or paused")
    return session


def ongoing(session: Started, wish: str) -> Ongoing:
    """The session, if it is not closed."""
    if not isinstance(session, Ongoing):
        raise wrong_status(session, wish, "not closed")
    return session


def closed(session: Started, wish: str) -> Closed:
    """The session, if it is closed."""
    if not isinstance(session, Closed):
        raise wrong_status(session, wish, "closed")
    return session


def wrong_status(session: Started, wish: str, needed: str) -> IllegalState:
    """The refusal of a wish that needs another status."""
    detail = f"This session is {session.status}; {wish} needs one that is {needed}."
    return IllegalState("wrong_status", detail, session_status=session.status)


def too_late(command: UserCommand, session: Started, wish: str, needed: str) -> IllegalState:
    """The refusal of a wish that needs another status; it names who picked the session up."""
    refusal = wrong_status(session, wish, needed)
    escalation = session.case.escalation
    if escalation is None or escalation.picked_up_by is None:
        return refusal
    name = escalation.picked_up_by_name
    told = "You have it already." if escalation.picked_up_by == command.by else f"{name} has picked it up."
    return IllegalState(
        refusal.code,
        f"{refusal.detail} {told}",
        **refusal.facts,
        picked_up_by=str(escalation.picked_up_by),
        picked_up_by_name=name,
    )


def check_engineer(to: Assignee) -> None:
    """Refuse somebody who cannot work on a session."""
    if to.role not in ENGINEERS or not to.active:
        raise InvalidInput("not_an_engineer", "Choose an active engineer of your account.")
