"""A long session as it really is: fifty events of questions, actions and answers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from services.diagnosis.events import (
    ActionContent,
    ActionResult,
    Intake,
    Option,
    QuestionContent,
    SessionEvent,
    SessionStarted,
    StepAnswered,
    StepProposed,
)
from services.diagnosis.near import NearFlow
from shared.envelope import Origin, Stream, begin
from shared.ids import new_id
from shared.log import CommandKey
from shared.message import Actor
from tests.bench.house import ACCOUNT

EVENTS = 50
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ENGINEER = Actor(account_id=ACCOUNT, user_id=UUID(int=11), name="Anna", role="engineer")

_ASKED = (
    "On the file server, open Event Viewer, Windows Logs, System, and filter for source NTFS and disk. Are there"
    " warnings 129, 153 or 157 in the hour before users lost their drives?"
)
_WHY = "A reset of the storage adapter shows there first; without one, the fault is on the way to the server."
_SAID = "Yes: 153 on disk 2, eleven times between 09:02 and 09:05, then 157 once. Nothing before, nothing since."
_CHECK = "Get-WinEvent -FilterHashtable @{LogName='System'; Id=129,153,157; StartTime=(Get-Date).AddHours(-1)}"


def new_stream() -> Stream:
    """The stream of a new session."""
    session = new_id()
    return Stream("session", str(session), ACCOUNT, session)


def origin() -> Origin:
    """Of a command of the engineer."""
    return begin(ENGINEER, "diagnosis", "gw-" + str(new_id()))


def command_key(stream: Stream) -> CommandKey:
    """What the gateway gives a command."""
    return CommandKey(ACCOUNT, ENGINEER.label, f"answer_step:{stream.id}", str(new_id()), b"h" * 32)


def fifty_events(session: UUID) -> list[SessionEvent]:
    """The whole session."""
    return [_started(), *(event for order in range(25) for event in _step(session, order))][:EVENTS]


def _started() -> SessionStarted:
    return SessionStarted(
        account_id=ACCOUNT,
        owner_id=UUID(int=11),
        owner_name="Anna",
        team_id=None,
        summary="Mapped drives of the accounting team disappear for some minutes, twice this morning",
        domain="storage",
        symptoms=("drives gone", "Explorer hangs", "comes back by itself"),
        urgency="high",
        intake=Intake(text=_SAID * 6, log_excerpt=None, screenshots=()),
        ticket_context=None,
        no_model=False,
        redactions=(),
        flow=None,
        nearest=tuple(NearFlow(flow_id=UUID(int=n), flow_version=1, name="Drive mapping", score=0.3) for n in range(3)),
        confidence=0.3,
        tier="discovery",
        max_steps=30,
        started_at=NOW,
    )


def _step(session: UUID, order: int) -> Iterator[SessionEvent]:
    step = UUID(int=order + 1)
    yield proposed(step, order)
    yield answered(step, order)


def proposed(step: UUID, order: int) -> StepProposed:
    """A question, or every third time an action."""
    action = order % 3 == 2
    content = (
        ActionContent(
            text=_ASKED,
            action_type="verification",
            expected_outcome=_WHY,
            template_id=None,
            pre_filled_params=None,
            instructions=_CHECK,
        )
        if action
        else QuestionContent(text=_ASKED)
    )
    return StepProposed(
        step_id=step,
        order=order,
        attempt=1,
        shape="action" if action else "question",
        step_type="action" if action else "question",
        content=content,
        context_message=_WHY,
        options=() if action else tuple(Option(label=label, value=label.lower()) for label in ("Yes", "No", "Unclear")),
        allow_free_text=True,
        allow_skip=True,
        confidence=0.5,
        tier="exploring",
        engine="playbook",
        reasoning=None,
        node_id=f"node-{order}",
        usage=None,
        prompt_version=None,
        prompt_blob=None,
        proposed_at=NOW,
    )


def answered(step: UUID, order: int) -> StepAnswered:
    """What the engineer found."""
    action = order % 3 == 2
    return StepAnswered(
        step_id=step,
        order=order,
        selected_option=None if action else "yes",
        selected_label=None if action else "Yes",
        free_text=None if action else _SAID,
        was_free_text=not action,
        was_skipped=False,
        action_result=ActionResult(success=True, details=_SAID) if action else None,
        answered_by=UUID(int=11),
        answered_at=NOW,
    )
