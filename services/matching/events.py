"""What happened to a flow (stream `flow-<id>`) and which flows met a case (stream `match-<session>`)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from services.matching.tree import Node
from shared.log import Registry
from shared.message import Event, Message

Domain = Literal[
    "active_directory", "networking", "m365", "hardware", "endpoint", "virtualization",
    "security", "backup", "email", "printing", "cloud", "other",
]  # fmt: skip
Origin = Literal["manual", "ai_generated", "ai_enhanced"]
Decision = Literal["none", "guide", "guided"]
Word = Annotated[str, Field(min_length=1, max_length=200)]


class FlowContent(Message):
    """What a flow says: everything about it but its status."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    description: Annotated[str, Field(max_length=5000)]
    problem_domain: Domain
    category: Annotated[str, Field(max_length=100)] | None = None
    tags: Annotated[tuple[Word, ...], Field(max_length=30)] = ()
    match_keywords: Annotated[tuple[Word, ...], Field(max_length=60)] = ()
    tree_structure: Node
    origin: Origin = "manual"
    source_session_id: UUID | None = None


class FlowDrafted(FlowContent, Event):
    """A new flow was written; nobody is led by it yet."""


class FlowRevised(FlowContent, Event):
    """The flow was rewritten; the published version stays in use until the next publication."""


class FlowPublished(FlowContent, Event):
    """This text is what cases are matched with and led by from now on. `flow_version` counts from 1."""

    flow_version: int


class FlowArchived(Event):
    """The flow is matched no more; sessions that run keep it."""


FlowEvent = FlowDrafted | FlowRevised | FlowPublished | FlowArchived
FLOW_EVENTS = Registry[FlowEvent](FlowDrafted, FlowRevised, FlowPublished, FlowArchived)


class MatchedFlow(Message):
    """The flow that fits best, with the tree that the session keeps."""

    id: UUID
    name: str
    version: int
    tree: Node


class Candidate(Message):
    """A flow that was looked at, and how its place came about.

    `similarity`, a cosine, and `coverage`, the share of the text's words that the flow holds (about 0-1, rare ones
    weigh more), are what `score` (0-1, the probability that the flow fits) is calibrated on; `semantic`, `keyword`
    and `recency` (0-1) are what `composite`, the order, is made of. `words` and `exact` name the words and error
    codes that the text and the flow share.
    """

    flow_id: UUID
    flow_version: int
    name: str
    domain: str
    similarity: float
    coverage: float = 0.0
    semantic: float
    keyword: float
    recency: float
    composite: float
    score: float
    words: tuple[str, ...]
    exact: tuple[str, ...]


class Thresholds(Message):
    """From `guide` a flow is given to FlowPilot as a guide, from `guided` it leads."""

    guide: float = 0.5
    guided: float = 0.8


class Weights(Message):
    """The parts of the composite; `domain` is what agreement of the problem domain adds."""

    semantic: float = 0.5
    keyword: float = 0.3
    recency: float = 0.2
    domain: float = 0.05


class FlowsMatched(Event):
    """The case was compared with the account's published flows; the whole trace of it."""

    decision: Decision
    flow: MatchedFlow | None
    score: float | None
    candidates: tuple[Candidate, ...]
    thresholds: Thresholds
    weights: Weights
    embedder: str
    calibration: str


MATCH_EVENTS = Registry[FlowsMatched](FlowsMatched)
