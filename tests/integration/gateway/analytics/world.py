"""A generated past: sessions of an account as their events tell them, with everything that figures are made of."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from services.diagnosis.escalation.events import EscalationInsightGained, EscalationTakenBack, HandedOver
from services.diagnosis.events import (
    FlowAdopted,
    FlowGuide,
    Option,
    SessionAbandoned,
    SessionRated,
    SessionReassigned,
    SessionReopened,
    SessionResolved,
    StepFailed,
)
from services.diagnosis.usage import Usage
from services.documentation.events import NoteDrafted, NoteWritten
from services.documentation.events import Usage as DocumentUsage
from services.flywheel.proposals.events import (
    ApprovalUndone,
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
    Source,
)
from services.intake.events import Usage as IntakeUsage
from services.matching.events import FlowsMatched, MatchedFlow, Thresholds, Weights
from services.matching.tree import Node
from services.psa_sync.pushes.events import (
    PushAbandoned,
    PushAttempted,
    PushAttemptFailed,
    PushRequested,
    PushRetried,
    PushSucceeded,
)
from shared.message import Event
from tests.unit.diagnosis.examples import (
    ANNA_ID,
    LEAD_ID,
    NO,
    PAUSED,
    TREE,
    YES,
    answered,
    asked,
    escalation,
    picked_up,
    started,
)
from tests.unit.intake.examples import case_classified, case_received

FIRST_DAY = datetime(2026, 5, 1, tzinfo=UTC)
TODAY = datetime(2026, 8, 20, 12, tzinfo=UTC)
"""When figures are read: while some of the past is yet to come."""
DAYS = 120
TEAMS: Sequence[UUID | None] = (None, UUID(int=901), UUID(int=902))
CLIENTS: Sequence[UUID | None] = (None, UUID(int=911), UUID(int=912))
DOMAINS = ("printing", "m365", "networking")
FLOWS = tuple(UUID(int=920 + number) for number in range(3))
ODD_NODES: Sequence[dict[str, Any]] = tuple(
    {"id": name, "type": "solution", "title": "Done", "description": "Cause: a. Fix: b."}
    for name in ("state", "open/2", "state_of_lights")
)
"""Nodes of the last flow that are called like the places of checklists, or nearly."""
MODELS = ("claude-haiku-5-5", "claude-sonnet-5-5")
GAPS = (
    timedelta(minutes=10), timedelta(hours=23, minutes=59, seconds=59), timedelta(days=1), timedelta(days=3),
    timedelta(days=7) - timedelta(microseconds=1), timedelta(days=7), timedelta(days=10), timedelta(days=30),
    timedelta(days=45),
)  # fmt: skip
"""How long a resolution lasts: about each limit, on it, and under it."""


ENDS = (SessionResolved, SessionAbandoned, HandedOver)


@dataclass(slots=True)
class Past:
    """What happened to one session, by category, in order."""

    session: UUID
    streams: dict[str, list[Event]] = field(default_factory=dict)
    pushes: dict[str, list[Event]] = field(default_factory=dict)
    erased: bool = False

    @property
    def events(self) -> Iterator[Event]:
        """All but the pushes, in an order in which they may have happened."""
        for events in self.streams.values():
            yield from events


def _tree(flow: UUID) -> dict[str, Any]:
    return TREE if flow != FLOWS[-1] else {**TREE, "children": [*TREE["children"], *ODD_NODES]}


@dataclass(slots=True)
class Teller:
    """Tells one session, at random."""

    choice: random.Random
    session: UUID
    now: datetime
    order: int = 0
    outcome: int = 0
    owner: UUID = ANNA_ID
    engines: Sequence[str] = ("playbook",)
    events: list[Event] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        return self.choice.random() < share

    def later(self) -> datetime:
        self.now += timedelta(seconds=self.choice.randint(1, 5000), microseconds=self.choice.randrange(1_000_000))
        return self.now

    def usage(self) -> dict[str, Any] | None:
        if self.chance(0.5):
            return None
        cost = f"0.{self.choice.randrange(1_000_000):06}"
        tokens = {"input_tokens": self.choice.randrange(5000), "output_tokens": self.choice.randrange(900)}
        cached = {"cache_read_tokens": 5, "cache_write_tokens": 0}
        model = self.choice.choice(MODELS)
        return {
            "model": model,
            **tokens,
            **cached,
            "cost_usd": cost,
            "latency_ms": 9,
            "calls": self.choice.randint(1, 3),
        }

    def past(self) -> Past:
        past = Past(self.session)
        past.streams["case"] = self.case()
        past.streams["match"], guide = self.match()
        past.streams["session"] = self.events
        if self.chance(0.25):
            self.engines = ("playbook", "claude")
        if self.chance(0.95):
            self.diagnosis(guide)
        past.streams["document"] = self.documents()
        past.pushes = self.pushes()
        past.erased = self.chance(0.04)
        return past

    def case(self) -> list[Event]:
        began = case_received(
            at=self.now, owner_id=ANNA_ID, team_id=self.choice.choice(TEAMS), client_id=self.choice.choice(CLIENTS)
        )
        if self.chance(0.03):
            return [began]
        usage = self.usage()
        told = IntakeUsage(**usage) if usage else None
        return [began, case_classified(domain=self.choice.choice(DOMAINS), usage=told, summary="=cmd|' /C calc'!A0")]

    def match(self) -> tuple[list[Event], FlowGuide | None]:
        if self.chance(0.02):
            return [], None
        score = self.choice.choice([None, 0.2, 0.49, 0.5, 0.66, 0.79, 0.8, 0.93])
        decision = "none" if score is None or score < 0.5 else "guide" if score < 0.8 else "guided"
        flow = self.choice.choice(FLOWS)
        found = None if decision == "none" else MatchedFlow(
            id=flow, name="Printer offline", version=1, tree=Node.model_validate(TREE)
        )  # fmt: skip
        event = FlowsMatched(
            decision=decision, flow=found, score=score, candidates=(), thresholds=Thresholds(), weights=Weights(),
            embedder="test", calibration="test",
        )  # fmt: skip
        return [event], self.guide(flow, score or 0) if found else None

    def guide(self, flow: UUID, score: float) -> FlowGuide:
        return FlowGuide(id=flow, name="Printer offline", version=1, score=score, tree=_tree(flow))

    def diagnosis(self, guide: FlowGuide | None) -> None:
        score = guide.score if guide else 0.0
        tier = "guided" if score >= 0.8 else "exploring" if score >= 0.4 else "discovery"
        self.events.append(started(flow=guide, confidence=score, tier=tier, started_at=self.later()))
        self.steps(guide)
        for _ in range(self.choice.choice([0, 1, 1, 1, 1, 2, 3])):
            if not self.end():
                return
            self.reopen()
            self.steps(guide)
        self.end()

    def steps(self, guide: FlowGuide | None) -> None:
        for _ in range(self.choice.randint(0, 4)):
            if self.chance(0.1):
                self.fail()
            self.step(guide)
            if self.chance(0.05):
                self.reassign()
            if self.chance(0.05):
                self.events.append(PAUSED.model_copy(update={"at": self.later()}))

    def step(self, guide: FlowGuide | None) -> None:
        step, usage = UUID(int=self.choice.getrandbits(128)), self.usage()
        options: tuple[Option, ...] = (YES, NO) if self.chance(0.7) else ()
        place = self.choice.choice(
            [*["root", "s", None] * 4, "scoping/1", "open/2", "state", "state_of_lights", "gone"]
        )
        sure = self.choice.choice(["guided", "exploring", "discovery"])
        self.events.append(
            asked(
                self.order,
                step,
                options=options,
                node_id=place,
                engine=self.choice.choice(self.engines),
                tier=sure,
                proposed_at=self.later(),
                usage=Usage(**usage) if usage else None,
            )
        )
        self.order += 1
        if self.chance(0.08):
            return
        self.events.append(self.answer(step))
        if guide is None and self.chance(0.1):
            flow = self.guide(self.choice.choice(FLOWS), 0.3)
            self.events.append(FlowAdopted(flow=flow, at=self.later()))

    def answer(self, step: UUID) -> Event:
        said: dict[str, Any] = {}
        match self.choice.randrange(6):
            case 0:
                said = {"selected_option": None, "selected_label": None, "free_text": "No.", "was_free_text": True}
            case 1:
                said = {"selected_option": None, "selected_label": None, "was_skipped": True}
        return answered(self.order - 1, step, answered_at=self.later(), **said)

    def fail(self) -> None:
        usage = self.usage()
        self.events.append(
            StepFailed(
                order=self.order,
                attempt=1,
                code="model_answer_invalid",
                detail="It could not be used.",
                retriable=True,
                engine="claude",
                usage=Usage(**usage) if usage else None,
                failed_at=self.later(),
            )
        )

    def reassign(self) -> None:
        team = self.choice.choice(TEAMS)
        self.events.append(
            SessionReassigned(
                from_id=self.owner, to_id=LEAD_ID, to_name="Lea", to_team_id=team, by=LEAD_ID, at=self.later()
            )
        )

    def end(self) -> bool:
        """Whether it came to an end."""
        self.outcome += 1
        match self.choice.randrange(10):
            case 0:
                self.events.append(SessionAbandoned(outcome=self.outcome, by=ANNA_ID, reason="owner", at=self.later()))
            case 1 | 2:
                return self.escalate()
            case 3:
                return False
            case _:
                self.resolve()
        if self.chance(0.3):
            rating = self.choice.randint(1, 5)
            self.events.append(SessionRated(rating=rating, feedback=None, by=ANNA_ID, at=self.later()))
        return True

    def resolve(self) -> None:
        self.events.append(
            SessionResolved(
                outcome=self.outcome,
                resolution_summary="Replaced the cable.",
                resolution_action=None,
                rating=self.choice.choice([None, 1, 3, 5]),
                feedback=None,
                by=ANNA_ID,
                at=self.later(),
            )
        )

    def escalate(self) -> bool:
        self.events.append(escalation(self.outcome, at=self.later()))
        if usage := self.usage():
            self.events.append(
                EscalationInsightGained(
                    outcome=self.outcome,
                    remaining_hypotheses=(),
                    suggested_next_steps=(),
                    steps_ruled_out=(),
                    engine="claude",
                    usage=Usage(**usage),
                    prompt_version=None,
                    prompt_blob=None,
                    at=self.later(),
                )
            )
        match self.choice.randrange(4):
            case 0:
                self.events.append(picked_up(self.outcome, team_id=self.choice.choice(TEAMS), at=self.later()))
                return self.end()
            case 1:
                self.events.append(EscalationTakenBack(by=ANNA_ID, at=self.later()))
                return self.end()
            case 2:
                self.outcome += 1
                self.events.append(
                    HandedOver(outcome=self.outcome, recipient="B", notes=None, by=ANNA_ID, at=self.later())
                )
                return True
        return False

    def reopen(self) -> None:
        ended = next(event for event in reversed(self.events) if isinstance(event, ENDS))
        self.now = ended.at + self.choice.choice(GAPS)
        self.events.append(SessionReopened(by=ANNA_ID, at=self.now))

    def documents(self) -> list[Event]:
        notes: list[Event] = []
        shared: dict[str, Any] = {
            "kind": "resolution_note", "state_version": 1, "markdown": "## Problem", "engine": "claude",
            "prompt_version": None, "prompt_blob": None, "at": self.now,
        }  # fmt: skip
        if (usage := self.usage()) and self.chance(0.3):
            notes.append(NoteDrafted(**shared, usage=DocumentUsage(**usage)))
        if (usage := self.usage()) and self.chance(0.6):
            notes.append(NoteWritten(**shared, usage=DocumentUsage(**usage), outcome=1, edited=False))
        return notes

    def pushes(self) -> dict[str, list[Event]]:
        count = self.choice.choice([0, 0, 1, 1, 2])
        return {f"{self.session}-{number}": list(self.push(number)) for number in range(1, count + 1)}

    def push(self, number: int) -> Iterator[Event]:
        yield PushRequested(
            connection_id=UUID(int=1), ticket_id="7", outcome=number, kind="resolution_note", note_kind="internal",
            marker="[RF 1]", text="Solved.", time=None, status=None, member_id=None, member_warning=None, by=None,
            at=self.later(),
        )  # fmt: skip
        failures = self.choice.choice([0, 0, 1, 2, 3])
        for attempt in range(1, failures + 1):
            yield PushAttempted(attempt=attempt, at=self.later())
            yield PushAttemptFailed(
                attempt=attempt, code="busy", error="Busy.", unclear=False, retry_at=self.later(), at=self.now
            )
        if self.chance(0.2):
            yield PushAbandoned(code="gone", error="Gone.", at=self.later())
            if self.chance(0.5):
                return
            yield PushRetried(by=ANNA_ID, at=self.later())
        if self.chance(0.2):
            return
        yield PushAttempted(attempt=failures + 1, at=self.later())
        yield PushSucceeded(
            attempt=failures + 1, note_id="1", time_entry_id=None, status_set=False, found=False, at=self.later()
        )


@dataclass(slots=True)
class Proposed:
    """A proposal, and the session that it was made of."""

    id: UUID
    source: UUID
    events: list[ProposalEvent]
    forgotten: bool


@dataclass(slots=True)
class World:
    """Everything that happened in an account."""

    sessions: list[Past]
    proposals: list[Proposed]


_TEXT = FlowText(name="A", description="B", problem_domain="other", match_keywords=(), tree_structure=TREE)
APPROVED = ProposalApproved(round=1, by=LEAD_ID, flow=_TEXT, flow_stream_version=None, at=FIRST_DAY)
PUBLISHED = ProposalPublished(round=1, flow_id=FLOWS[0], flow_version=1, at=FIRST_DAY)
REFUSED = PublicationRefused(round=1, code="changed", at=FIRST_DAY)
UNDONE = ApprovalUndone(round=1, by=LEAD_ID, at=FIRST_DAY)
WITHDRAWN = PublicationWithdrawn(round=1, at=FIRST_DAY)
DISMISSED = ProposalDismissed(by=LEAD_ID, at=FIRST_DAY)
REJECTED = ProposalRejected(by=LEAD_ID, reason="It is wrong.", at=FIRST_DAY)
BACK = ProposalReopened(by=LEAD_ID, at=FIRST_DAY)
REVIEWS: Sequence[Sequence[ProposalEvent]] = (
    (), (APPROVED,), (APPROVED, PUBLISHED), (APPROVED, REFUSED), (APPROVED, PUBLISHED, UNDONE),
    (APPROVED, PUBLISHED, UNDONE, WITHDRAWN), (DISMISSED,), (REJECTED,), (DISMISSED, BACK),
    (REJECTED, BACK, DISMISSED),
)  # fmt: skip


def tell(seed: int, sessions: int) -> World:
    """A past of so many sessions, the same for the same seed."""
    choice = random.Random(seed)
    pasts = []
    for _ in range(sessions):
        at = FIRST_DAY + timedelta(days=choice.randrange(DAYS), seconds=choice.choice([0, 1, 43_200, 86_399]))
        pasts.append(Teller(choice, UUID(int=choice.getrandbits(128), version=4), at).past())
    return World(pasts, [_proposed(choice, choice.choice(pasts)) for _ in range(sessions // 4)])


def _proposed(choice: random.Random, past: Past) -> Proposed:
    kind: Any = choice.choice(["new_flow", "enhancement", "auto_reinforced"])
    at = FIRST_DAY + timedelta(days=choice.randrange(DAYS))
    made = ProposalMade(
        proposal_type=kind, title="Printer", description="Use it.", problem_domain=choice.choice([None, *DOMAINS]),
        flow=None, enhancement=None, target_flow_id=None, target_flow_version=None, confidence=0.9,
        source=Source(session_id=past.session, outcome=1), engine=None, usage=None, prompt_version=None,
        prompt_blob=None, at=at,
    )  # fmt: skip
    review = () if kind == "auto_reinforced" else choice.choice(REVIEWS)
    return Proposed(
        UUID(int=choice.getrandbits(128), version=4),
        past.session,
        [made, *review],
        past.erased and choice.random() < 0.5,
    )
