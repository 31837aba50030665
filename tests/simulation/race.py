"""One session that several people want something of at once: who wins, what the losers hear, what is left of it."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

from services.diagnosis.domain import SESSION
from services.diagnosis.escalation.events import EscalationPickedUp, EscalationRequested
from services.diagnosis.events import (
    SESSION_EVENTS,
    Intake,
    SessionEvent,
    SessionStarted,
    StepProposed,
    SuggestionContent,
)
from services.diagnosis.material.events import FixSuggested
from services.diagnosis.state import NotStarted, State
from services.gateway.projections.case_parts import Document
from services.intake.events import CaseReceived, ClientPolicy
from shared.bus.commands import Request
from shared.bus.reactions import NotYet
from shared.envelope import Stream, begin
from shared.errors import Problem
from shared.ids import new_id
from shared.message import Actor
from tests.simulation.agreement import of_document, of_state_version
from tests.simulation.engineer import FRESH, REASON, Sent, Wish, state_of
from tests.simulation.invariants import of_command, of_escalations, of_material, of_steps
from tests.simulation.log import SimulatedLog
from tests.simulation.mutations import NONE, Mutations
from tests.simulation.scheduler import Scheduler, SimulatedClock, at_once
from tests.simulation.services import Service, make_diagnosis
from tests.simulation.world import fold_into

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TEAM, STEP, FIX = UUID(int=3), UUID(int=100), UUID(int=101)
SOLVED = {"resolution_summary": "Caused by the rekey timer, fixed by raising it."}
MOST_STEPS = 20_000


@dataclass(slots=True)
class Person:
    """Wants one thing after the other; waits for each answer, but the request may be sent twice."""

    actor: Actor
    wishes: list[Wish]
    sent: list[Sent] = field(default_factory=list)

    @property
    def waits(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self.sent) and self.sent[-1].result is None


@dataclass(slots=True)
class Race:
    """A session, the people around it, and the service that decides; `choice` says who is next."""

    choice: random.Random
    log: SimulatedLog
    service: Service
    session: UUID
    people: list[Person]
    crashes: int
    scheduler: Scheduler = field(default_factory=Scheduler)
    heard: int = 0
    documents: dict[UUID, Document] = field(default_factory=dict)
    folded: int = 0
    failures: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Until nobody wants anything and nothing is on its way."""
        for _ in range(MOST_STEPS):
            if not self.step():
                return
        self.failures.append("it never came to an end")

    def step(self) -> bool:
        """One thing happens; whether there was one left."""
        things = [
            *[self.go_on] * 6 * bool(self.scheduler.tasks),
            *[self.ask] * any(person.wishes and not person.waits for person in self.people),
            *[self.ask_again] * any(person.waits for person in self.people),
            *[self.react] * (self.heard < len(self.log._events)),
            *[self.fold] * (self.folded < len(self.log._events)),
            *[self.crash] * bool(self.crashes and self.scheduler.tasks),
        ]
        if not things:
            return False
        self.choice.choice(things)()
        return True

    def go_on(self) -> None:
        self.scheduler.step(self.choice.choice(self.scheduler.tasks))

    def ask(self) -> None:
        person = self.choice.choice([person for person in self.people if person.wishes and not person.waits])
        name, body = person.wishes.pop(0)
        key = f"{person.actor.name}-{len(person.sent)}"
        request = Request(actor=person.actor, body=body, route=name, key=key, body_hmac="00", session=self.session)
        person.sent.append(Sent("diagnosis", name, request))
        self.send(person.sent[-1])

    def ask_again(self) -> None:
        """The gateway, which has no reply yet, sends the same request once more."""
        if self.choice.random() < 0.1 or not self.scheduler.tasks:
            self.send(self.choice.choice([person.sent[-1] for person in self.people if person.waits]))

    def send(self, sent: Sent) -> None:
        def replied(result: Any, error: Exception | None) -> None:
            if error is not None and not isinstance(error, Problem):
                self.failures.append(f"{sent.name}: {error!r}")
            if sent.result is None:
                sent.result = result if error is None else cast(Problem, error)

        endpoint = self.service.commands[sent.name]
        self.scheduler.start("diagnosis", cast(Any, endpoint(sent.request)), replied)

    def react(self) -> None:
        """The service hears of the next event."""
        event = self.log._events[self.heard]
        self.heard += 1
        reaction = self.service.reactions.get(event.type)

        def reacted(_: object, error: Exception | None) -> None:
            if error is not None and not isinstance(error, NotYet):
                self.failures.append(f"{event.type}: {error!r}")

        if reaction is not None:
            self.scheduler.start("diagnosis", cast(Any, reaction(at_once(self.log.open(event)))), reacted)

    def crash(self) -> None:
        """The service dies and is back at once, now and then; the bus gives out again what it never acked."""
        if self.choice.random() < 0.05:
            self.crashes -= 1
            self.scheduler.kill("diagnosis")
            self.heard = 0

    def fold(self) -> None:
        """The read model hears of some more events."""
        batch = self.log._events[self.folded : self.folded + self.choice.randint(1, 4)]
        self.folded += len(batch)
        try:
            fold_into(self.documents, self.log, batch)
        except Exception as error:  # noqa: BLE001 - what must not be is what this looks for
            self.failures.append(f"fold: {error!r}")

    @property
    def sent(self) -> list[Sent]:
        """Everything that was asked."""
        return [sent for person in self.people for sent in person.sent]

    @property
    def events(self) -> list[SessionEvent]:
        """What the session has become."""
        return SESSION_EVENTS.decode_all(at_once(self.log.load(f"session-{self.session}")))


def race(seed: int, mutations: Mutations = NONE) -> Race:
    """A session that waits for a colleague, or stands at a suggested resolution, and what comes of it."""
    choice, account, session = random.Random(seed), new_id(), new_id()
    log = SimulatedLog(mutations)
    anna, ben, cleo, lead = (_person(account, name) for name in ("anna", "ben", "cleo", "lead"))
    escalated = choice.random() < 0.7
    owner, origin = cast(UUID, anna.user_id), begin(Actor(account_id=account), "test")
    at_once(log.append(Stream("case", str(session), account, session), 0, [_received(owner)], origin))
    history = _history(account, owner, escalated)
    at_once(log.append(Stream("session", str(session), account, session), 0, history, origin))
    people = [
        Person(anna, [*TAKE_BACK * (escalated and choice.random() < 0.5), *_some(choice, OWNER)]),
        Person(ben, [*PICK_UPS[choice.random() < 0.5], *_some(choice, OWNER)]),
        Person(cleo, [*PICK_UPS[choice.random() < 0.5], *_some(choice, OWNER)]),
        Person(lead, [("hand_over", {"recipient": "The vendor"})] * (choice.random() < 0.2)),
    ]
    service = make_diagnosis(log, SimulatedClock(NOW + timedelta(minutes=5)), mutations)
    run = Race(choice, log, service, session, people, choice.randint(0, 2))
    run.run()
    return run


PICK_UPS: dict[bool, list[Wish]] = {False: [("pick_up", {"mode": "continue"})], True: [("pick_up", FRESH)]}
TAKE_BACK: list[Wish] = [("take_back", {})]
OWNER: list[Wish] = [
    ("resolve_session", SOLVED),
    ("pause_session", {}),
    ("resume_session", {}),
    ("reopen_session", {}),
    ("escalate", REASON),
    ("answer_step", {"action_result": {"success": True}}),
    ("answer_step", {"action_result": {"success": False, "details": "it came back"}}),
    ("answer_step", {"free_text": "since Monday"}),
    *[
        ("record_fix_outcome", {"fix_id": str(FIX), "outcome": outcome, "notes": "as seen"})
        for outcome in ("applied_success", "applied_failed", "applied_partial", "applied_pending")
    ],
    ("add_fact", {"text": "Only over IPsec."}),
]


def _some(choice: random.Random, wishes: list[Wish]) -> list[Wish]:
    return choice.sample(wishes, choice.randint(3, 8))


def _person(account: UUID, name: str) -> Actor:
    role = "team_admin" if name == "lead" else "engineer"
    return Actor(account_id=account, user_id=new_id(), name=name, role=role, team_id=TEAM)


def _received(owner: UUID) -> CaseReceived:
    return CaseReceived(
        intake_type="free_text", text="The VPN drops every hour.", log=None, screenshots=[], ticket=None,
        client_id=None, client_policy=ClientPolicy(), owner_id=owner, owner_name="anna", team_id=TEAM, received_at=NOW,
    )  # fmt: skip


def _history(account: UUID, owner: UUID, escalated: bool) -> list[SessionEvent]:
    started = SessionStarted(
        account_id=account, owner_id=owner, owner_name="anna", team_id=TEAM, summary="The VPN drops",
        domain="networking", symptoms=("drops",), urgency="medium",
        intake=Intake(text="The VPN drops every hour.", log_excerpt=None, screenshots=()), ticket_context=None,
        no_model=False, redactions=(), flow=None, nearest=(), confidence=0.0, tier="discovery", max_steps=30,
        started_at=NOW,
    )  # fmt: skip
    content = SuggestionContent(text="Raise it", resolution_summary="The rekey timer.", follow_up_recommendations=())
    step = StepProposed(
        step_id=STEP, order=0, attempt=1, shape="resolution_suggestion", step_type="action", content=content,
        context_message=None, options=(), allow_free_text=False, allow_skip=False, confidence=0.9, tier="guided",
        engine="playbook", reasoning=None, node_id=None, usage=None, prompt_version=None, prompt_blob=None,
        proposed_at=NOW,
    )  # fmt: skip
    fix = FixSuggested(
        fix_id=FIX, title="Raise it", description="The rekey timer.", confidence_pct=90, script=None, step_id=STEP,
        supersedes=None, by=None, at=NOW,
    )  # fmt: skip
    asked = EscalationRequested(
        outcome=1, reason="I have run out of ideas.", to_id=None, to_name=None, team_id=TEAM, confidence=0.9,
        by=owner, by_name="anna", at=NOW,
    )  # fmt: skip
    return [started, step, fix, *([asked] if escalated else [])]


def unfair(run: Race) -> list[str]:
    """Every rule that was broken, in words."""
    events, state = run.events, state_of(run.log, run.session)
    return [
        *run.failures,
        *(fault for sent in run.sent for fault in of_command(run.log, run.session, sent)),
        *of_steps(events),
        *of_escalations(events, state),
        *of_material(events),
        *of_winners(run, events),
        *([] if run.failures else of_rebuild(run, events, state)),
    ]


def of_winners(run: Race, events: list[SessionEvent]) -> Iterator[str]:
    """As many were told that they have it as have had it, and who came too late was told who was first."""
    taken = Counter(event.by for event in events if isinstance(event, EscalationPickedUp))
    told = Counter(
        sent.request.actor.user_id for sent in run.sent if sent.name == "pick_up" and isinstance(sent.result, dict)
    )
    if taken != told:
        yield f"{sum(told.values())} were told that they have it, {sum(taken.values())} have"
    for sent in run.sent:
        if sent.name == "pick_up" and isinstance(sent.result, Problem):
            first = sent.result.facts.get("picked_up_by")
            if sent.result.code not in ("wrong_status", "own_escalation"):
                yield f"a pick-up was refused as {sent.result.code}"
            if first is not None and UUID(first) not in taken:
                yield "who came too late was sent to somebody who does not have it"


def of_rebuild(run: Race, events: list[SessionEvent], state: State) -> Iterator[str]:
    """State and read model are those that the log gives, in whatever portions it was read."""
    cut = run.choice.randint(0, len(events))
    if SESSION.fold(events[cut:], SESSION.fold(events[:cut])) != state:
        yield "the state depends on how it was folded"
    rebuilt: dict[UUID, Document] = {}
    fold_into(rebuilt, run.log, run.log._events)
    if rebuilt != run.documents:
        yield "the read model differs from its rebuild"
    if not isinstance(state, NotStarted):
        yield from of_document(rebuilt[run.session], state, events)
        yield from of_state_version(rebuilt[run.session], at_once(run.log.load(f"session-{run.session}")))
