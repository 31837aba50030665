"""An engineer who works a case with two browser tabs open, and a gateway that sends again what got no reply."""

import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.state import (
    Abandoned,
    Active,
    AwaitingStep,
    ConfirmedStep,
    NotStarted,
    OpenStep,
    Paused,
    Resolved,
    State,
)
from shared.bus.commands import Request
from shared.errors import Problem
from shared.ids import new_id
from shared.log.memory import MemoryLog
from shared.message import Actor
from tests.simulation.scheduler import at_once


@dataclass(slots=True)
class Sent:
    """A command until it was answered; `result` holds the answer or the refusal."""

    service: str
    name: str
    request: Request
    result: dict[str, Any] | Problem | None = None


@dataclass(slots=True)
class Engineer:
    """One case, from its start to as many commands as there is patience for."""

    account: UUID
    patience: int
    session: UUID = field(default_factory=new_id)
    user: UUID = field(default_factory=new_id)
    sent: list[Sent] = field(default_factory=list)

    def wants(self, log: MemoryLog, choice: random.Random) -> Sent | None:
        """The next command, if there is one to send."""
        if not self.sent:
            return self.send("intake", "start_case", intake_type="free_text", text="The VPN drops every hour.")
        if len([sent for sent in self.sent if sent.result is None]) > 1 or len(self.sent) > self.patience:
            return None
        wish = self.choose(state_of(log, self.session), choice)
        return self.send("diagnosis", wish[0], **wish[1]) if wish else None

    def send(self, service: str, name: str, **body: Any) -> Sent:
        """A command under a key of its own."""
        actor = Actor(account_id=self.account, user_id=self.user, name="Sam", role="engineer")
        key = f"key-{len(self.sent)}"
        self.sent.append(
            Sent(service, name, Request(
                actor=actor, body=body, route=name, key=key, body_hmac=key.encode().hex(), session=self.session
            ))
        )  # fmt: skip
        return self.sent[-1]

    def choose(self, state: State, choice: random.Random) -> tuple[str, dict[str, Any]] | None:
        """Something sensible, mostly."""
        match state:
            case NotStarted():
                return None
            case Active(phase=OpenStep() as step) if choice.random() < 0.9:
                return "answer_step", answer(step, choice)
            case Active(phase=AwaitingStep()) if choice.random() < 0.9:
                return None
            case Active():
                wishes = ["pause_session"] * 4 + ["resolve_session"] * 2 + ["abandon_session"]
                confirmed = isinstance(state.phase, ConfirmedStep)
                wish = "resolve_session" if confirmed else choice.choice(wishes)
                return wish, _solution() if wish == "resolve_session" else {}
            case Paused():
                return "resume_session", {}
            case Resolved() | Abandoned():
                return choice.choice([("reopen_session", {}), ("rate_session", {"rating": choice.randint(1, 5)})])


def answer(step: OpenStep, choice: random.Random) -> dict[str, Any]:
    """An answer that the step takes."""
    if step.shape != "question":
        return {"step_id": step.step_id, "action_result": {"success": choice.random() < 0.5, "details": "done"}}
    if step.options:
        return {"step_id": step.step_id, "selected_option": choice.choice(step.options).value}
    return {"step_id": step.step_id, "free_text": "since Monday"}


def state_of(log: MemoryLog, session: UUID) -> State:
    """The session as the log has it now."""
    return SESSION.fold(SESSION_EVENTS.decode_all(at_once(MemoryLog.load(log, f"session-{session}"))))


def _solution() -> dict[str, Any]:
    return {"resolution_summary": "Caused by the rekey timer, fixed by raising it."}
