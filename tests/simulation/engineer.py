"""An engineer who works a case with two browser tabs open, colleagues who take it over, and a gateway that sends
again what got no reply."""

import random
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.diagnosis.domain import SESSION
from services.diagnosis.events import SESSION_EVENTS
from services.diagnosis.state import (
    Abandoned,
    Active,
    AwaitingBriefing,
    AwaitingStep,
    Case,
    ConfirmedStep,
    Escalated,
    NotStarted,
    OpenStep,
    Paused,
    RequestingEscalation,
    Resolved,
    State,
)
from shared.bus.commands import Request
from shared.errors import Problem
from shared.ids import new_id
from shared.log.memory import MemoryLog
from shared.message import Actor
from tests.simulation.scheduler import at_once

Wish = tuple[str, dict[str, Any]]

REASON = {"reason": "I have run out of ideas."}
FRESH = {"mode": "fresh", "additional_context": "It began with the new firmware."}
IDEA = {"title": "Raise the rekey timer", "description": "Set it to eight hours."}
SCRIPT = {
    "template_id": UUID(int=1), "template_version": 1, "template_name": "Restart", "template_slug": "restart",
    "shell": "bash", "parameters_used": {"name": "ipsec"},
}  # fmt: skip


@dataclass(slots=True)
class Sent:
    """A command until it was answered; `result` holds the answer or the refusal."""

    service: str
    name: str
    request: Request
    result: dict[str, Any] | Problem | None = None


@dataclass(slots=True)
class Engineer:
    """One case, from its start to as many commands as there is patience for; `people` may have it, the first begins."""

    account: UUID
    patience: int
    session: UUID = field(default_factory=new_id)
    people: tuple[UUID, ...] = field(default_factory=lambda: (new_id(), new_id(), new_id()))
    sent: list[Sent] = field(default_factory=list)

    def wants(self, log: MemoryLog, choice: random.Random) -> Sent | None:
        """The next command, if there is one to send."""
        if not self.sent:
            text = "The VPN drops every hour."
            return self.send("intake", "start_case", self.people[0], intake_type="free_text", text=text)
        if len([sent for sent in self.sent if sent.result is None]) > 1 or len(self.sent) > self.patience:
            return None
        state = state_of(log, self.session)
        wish = choose(state, choice)
        if wish is None or isinstance(state, NotStarted):
            return None
        return self.send("diagnosis", wish[0], self.asking(wish[0], state.case, choice), **wish[1])

    def asking(self, name: str, case: Case, choice: random.Random) -> UUID:
        """Who asks: the owner, but for picking up."""
        others = [person for person in self.people if person != case.owner_id]
        return choice.choice(others) if name == "pick_up" else case.owner_id

    def send(self, service: str, name: str, who: UUID, **body: Any) -> Sent:
        """A command under a key of its own."""
        actor = Actor(account_id=self.account, user_id=who, name="Sam", role="engineer")
        key = f"key-{len(self.sent)}"
        self.sent.append(
            Sent(service, name, Request(
                actor=actor, body=body, route=name, key=key, body_hmac=key.encode().hex(), session=self.session
            ))
        )  # fmt: skip
        return self.sent[-1]


def choose(state: State, choice: random.Random) -> Wish | None:
    """Something sensible, mostly."""
    match state:
        case NotStarted():
            return None
        case Active(phase=OpenStep() as step) if choice.random() < 0.6:
            return "answer_step", answer(step, choice)
        case Active(phase=AwaitingStep() | AwaitingBriefing()) if choice.random() < 0.9:
            return None
        case Active(phase=ConfirmedStep()) if choice.random() < 0.7:
            return "resolve_session", _solution()
        case Active(case=case):
            ends: list[Wish] = [("pause_session", {})] * 2 + [("escalate", REASON)] * 5
            ends += [("resolve_session", _solution()), ("abandon_session", {})]
            return choice.choice([*ends, *material(case, choice), *material(case, choice)])
        case Paused(case=case):
            return choice.choice([("resume_session", {}), ("escalate", REASON), *material(case, choice)])
        case RequestingEscalation(case=case):
            moves: list[Wish] = [("pick_up", {"mode": "continue"}), ("pick_up", FRESH)] * 3 + [("take_back", {})] * 2
            return choice.choice([*moves, ("hand_over", {"recipient": "The vendor"}), *known(case, choice)])
        case Resolved(case=case) | Escalated(case=case) | Abandoned(case=case):
            rate: Wish = ("rate_session", {"rating": choice.randint(1, 5)})
            return choice.choice([("reopen_session", {}), rate, *outcomes(case, choice)])


def material(case: Case, choice: random.Random) -> list[Wish]:
    """What may be done to the material of a session that is worked on."""
    results = [
        ("record_script_result", {"generation_id": script, "success": choice.random() < 0.5})
        for script in list(case.material.scripts)[-1:]
    ]
    return [("suggest_fix", IDEA), ("record_script", SCRIPT), *results, *known(case, choice)]


def known(case: Case, choice: random.Random) -> list[Wish]:
    """What may be done to the facts and the fix even while somebody else is waited for."""
    last = list(case.material.facts)[-1:]
    revised: list[Wish] = [("revise_fact", {"fact_id": fact, "text": f"No: {choice.random()}"}) for fact in last]
    retracted: list[Wish] = [("retract_fact", {"fact_id": fact}) for fact in last]
    return [("add_fact", {"text": "Only over IPsec."}), *revised, *retracted, *outcomes(case, choice)]


def outcomes(case: Case, choice: random.Random) -> list[Wish]:
    """What may be said of the fix, whatever has become of the session."""
    fix = case.material.active_fix
    said = ["applied_pending"] * 4 + ["applied_success", "applied_failed", "applied_partial", "dismissed"]
    return [("record_fix_outcome", {"fix_id": fix, "outcome": choice.choice(said), "notes": "as seen"})] if fix else []


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
