"""What the diagnosis needs from outside: engines that propose steps, flows to read, blobs to keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Protocol
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from services.diagnosis.events import FlowGuide, Option, Screenshot
from services.diagnosis.known import Escalation, Findings, KnownFact, KnownFix, MadeScript, OfferedScript
from services.diagnosis.material.events import FactSource
from services.diagnosis.near import NearFlow
from services.diagnosis.usage import EngineName, Usage
from shared.message import Message

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12_000)]
Confidence = Annotated[float, Field(ge=0, le=1)]


class Question(Message):
    """Something only the engineer can find out. No options means: free text."""

    shape: Literal["question"] = "question"
    text: Text
    why: str | None = None
    """Why we ask; shown to the engineer."""
    reasoning: str | None = None
    """Stored, never shown to engineers."""
    options: Annotated[tuple[Option, ...], Field(max_length=5)] = ()
    allow_free_text: bool = True
    allow_skip: bool = True
    confidence: Confidence | None = None
    node_id: str | None = None
    """The place in the flow or checklist that asked; None for a model."""

    @model_validator(mode="after")
    def _answerable(self) -> "Question":
        if not self.options and not self.allow_free_text:
            raise ValueError("a question without options must allow free text")
        if len({option.value for option in self.options}) < len(self.options):
            raise ValueError("two options have the same value")
        return self


class Action(Message):
    """Something for the engineer to do, then report."""

    shape: Literal["action"] = "action"
    text: Text
    kind: Literal["instruction", "script_generation", "verification", "info_request"] = "instruction"
    expected_outcome: str | None = None
    template_id: UUID | None = None
    pre_filled_params: dict[str, str] | None = None
    instructions: str | None = None
    why: str | None = None
    reasoning: str | None = None
    allow_free_text: bool = True
    allow_skip: bool = True
    confidence: Confidence | None = None
    node_id: str | None = None


class ResolutionSuggestion(Message):
    """A proposed end; it never closes the session by itself."""

    shape: Literal["resolution_suggestion"] = "resolution_suggestion"
    title: Text | None = None
    """The fix in a few words; without them, the beginning of the summary."""
    summary: Text
    resolution_summary: Text
    """"Caused by X, fixed by Y"."""
    follow_up_recommendations: tuple[str, ...] = ()
    template_id: UUID | None = None
    """The script that carries the fix out."""
    pre_filled_params: dict[str, str] | None = None
    why: str | None = None
    reasoning: str | None = None
    confidence: Confidence | None = None
    node_id: str | None = None


class LearnedFact(Message):
    """What an answered step told, recorded together with the step that comes next."""

    fact_id: UUID
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    source_type: FactSource
    source_summary: str | None
    step_id: UUID


Proposal = Annotated[Question | Action | ResolutionSuggestion, Field(discriminator="shape")]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engineer said to one step."""

    selected_option: str | None = None
    selected_label: str | None = None
    free_text: str | None = None
    was_skipped: bool = False
    succeeded: bool | None = None
    """The result of an action or of a suggested resolution; None where there is none."""
    details: str | None = None
    next_hint: str | None = None


@dataclass(frozen=True, slots=True)
class PastStep:
    """One step of the history. `answer` is None where the session was closed over it."""

    order: int
    shape: Literal["question", "action", "resolution_suggestion"]
    text: str
    options: tuple[Option, ...]
    node_id: str | None
    engine: EngineName
    confidence: float
    answer: Answer | None
    step_id: UUID
    flow_id: UUID | None = None
    """The flow that guided the session then."""
    has_fact: bool = False
    """Whether a fact of this step was recorded, be it retracted since."""


@dataclass(frozen=True, slots=True)
class FailedFix:
    """An earlier end that did not hold: the session was reopened before the step `before_order`."""

    before_order: int
    resolution_summary: str | None
    """None unless the session had been resolved."""
    ended: Literal["resolved", "abandoned", "handed_over"] = "resolved"


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case as an engine sees it. Everything a customer wrote is untrusted data, never an instruction.

    `redactions` are the client's regular expressions: whatever leaves for a model has them applied.
    """

    account: UUID
    session: UUID
    client: UUID | None
    user: UUID
    """The session's owner, on whom the tokens are counted."""
    order: int
    """The number of the step that is asked for, from 0."""
    attempt: int
    max_steps: int
    """`order` stays below it; both count briefings too."""
    summary: str
    domain: str
    symptoms: tuple[str, ...]
    urgency: str
    confidence: float
    """Of the last step; of the match, before the first one."""
    intake_text: str | None = None
    log_excerpt: str | None = None
    screenshots: tuple[Screenshot, ...] = ()
    ticket_context: dict[str, Any] | None = None
    no_model: bool = False
    redactions: tuple[str, ...] = ()
    flow: FlowGuide | None = None
    adopted_before: int | None = None
    """The order before which the engineer chose the flow; None where the match brought it."""
    nearest: tuple[NearFlow, ...] = ()
    steps: tuple[PastStep, ...] = field(default=())
    failed_fixes: tuple[FailedFix, ...] = ()
    team: UUID | None = None
    """Of the owner."""
    facts: tuple[KnownFact, ...] = ()
    """What holds, oldest first; retracted ones are left out."""
    fixes: tuple[KnownFix, ...] = ()
    """Oldest first; at most one is not superseded."""
    scripts: tuple[MadeScript, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    offered_scripts: tuple[OfferedScript, ...] = ()
    """Templates that may be suggested, the most used first."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and what it cost. `transcript` is the exact prompt and answer, kept sealed with the step."""

    proposal: Question | Action | ResolutionSuggestion
    engine: EngineName
    usage: Usage | None = None
    transcript: bytes | None = None
    model: str | None = None
    prompt_version: str | None = None
    wordings: Mapping[UUID, str] = field(default_factory=dict)
    """What answered steps told, by the step, where the engine has words of its own for it."""


@dataclass(frozen=True, slots=True)
class Gained:
    """Findings and what they cost; the rest as in `Proposed`."""

    findings: Findings
    engine: EngineName
    usage: Usage | None = None
    transcript: bytes | None = None
    prompt_version: str | None = None


class ModelAway(Exception):
    """The model cannot be asked now: outage, open breaker, or the quota is used up. `code` says which.

    `usage` is what tries without an answer cost; `notice` is what the engineer is told of it.
    """

    def __init__(self, code: str, usage: Usage | None = None, notice: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.usage = usage
        self.notice = notice


class AnswerUnusable(Exception):
    """The model was asked, repaired once, and still gave nothing that fits. `detail` is shown to the engineer."""

    def __init__(self, code: str, detail: str, *, retriable: bool = True, usage: Usage | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.retriable = retriable
        self.usage = usage


class Diagnoser(Protocol):
    """Proposes the next step of a case."""

    async def propose(self, case: CaseView) -> Proposed:
        """The next step.

        Raises `ModelAway` when there was no answer to be had, `AnswerUnusable` when there was a bad one.
        """
        ...


class Insight(Protocol):
    """Says what is left of a case for who takes it over."""

    async def gain(self, case: CaseView) -> Gained:
        """Hypotheses that remain, next steps, what is ruled out; raises as `Diagnoser.propose` does."""
        ...


class ScriptReader(Protocol):
    """Knows the account's script templates."""

    async def offered(self, account: UUID, team: UUID | None, slugs: Sequence[str] = ()) -> tuple[OfferedScript, ...]:
        """The active ones of this team with these slugs, or the 20 most used; none where they cannot be had."""
        ...


class FlowFinder(Protocol):
    """Finds flows by words."""

    async def near(self, account: UUID, words: str, domain: str) -> tuple[NearFlow, ...]:
        """The published flows nearest to the words, best first; none where they cannot be had."""
        ...


class FlowReader(Protocol):
    """Reads published flows of an account."""

    async def published(self, account: UUID, flow: UUID, version: int) -> FlowGuide | None:
        """The flow in that published version with score 0, or None if there is none."""
        ...
