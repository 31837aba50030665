"""Flows of the library, as they are sent and answered."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.gateway.params import RequestBody

FlowStatus = Literal["draft", "published", "archived"]
FlowOrigin = Literal["manual", "ai_generated", "ai_enhanced"]
NodeType = Literal["decision", "action", "solution"]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]

MAX_ANSWERS = 60
OPTION_CHARS = 120
"""An option without an id is answered with its node's, of at most 100 characters, and its number."""


class FlowOption(BaseModel):
    """An answer of a decision, and the node it leads to. What a newer editor adds is kept."""

    model_config = ConfigDict(extra="allow")

    id: str | None = None
    label: str = ""
    next_node_id: str | None = None


class FlowScript(BaseModel):
    """The script template, by its slug, that an action or a solution is done with."""

    slug: str
    parameters: dict[str, str] = {}


class FlowNode(BaseModel):
    """A node of a flow's tree and, nested in it, others. Only options and `next_node_id` link nodes."""

    model_config = ConfigDict(extra="allow")

    id: str
    type: NodeType
    title: str | None = None
    question: str | None = None
    help_text: str | None = None
    description: str | None = None
    options: list[FlowOption] = []
    next_node_id: str | None = None
    script: FlowScript | None = None
    children: list["FlowNode"] = []


class FlowBody(BaseModel):
    """A flow as it is written; matching checks its shape and says what is wrong with it.

    What the server itself keeps (status, origin, versions, ...) may come along, as in an export, and is left out.
    """

    model_config = ConfigDict(extra="ignore")

    name: str
    description: str = ""
    problem_domain: str
    category: str | None = None
    tags: list[str] = []
    match_keywords: list[str] = []
    tree_structure: dict[str, Any]


class FlowItem(BaseModel):
    """A flow in a list, without its tree.

    `version` is what If-Match takes; `flow_version` counts the publications, 0 before the first.
    `has_draft_changes`: it is published, and reads otherwise now. `success_rate` is 0-1.
    """

    id: UUID
    account_id: UUID
    name: str
    description: str
    problem_domain: str
    category: str | None
    tags: list[str]
    match_keywords: list[str]
    status: FlowStatus
    origin: FlowOrigin
    source_session_id: UUID | None
    flow_version: int
    has_draft_changes: bool
    success_rate: float | None
    last_matched_at: datetime | None
    created_at: datetime
    updated_at: datetime
    updated_by: UUID | None
    version: int


class Flow(FlowItem):
    """A flow with its tree, as it is written now."""

    tree_structure: FlowNode


class FlowVersion(BaseModel):
    """One publication of a flow. `published_by` is null where the product itself published it."""

    flow_version: int
    published_at: datetime
    published_by: UUID | None
    name: str
    origin: FlowOrigin


class PublishedFlow(FlowVersion):
    """A flow as it read in one publication."""

    id: UUID
    description: str
    problem_domain: str
    category: str | None
    tags: list[str]
    match_keywords: list[str]
    source_session_id: UUID | None
    tree_structure: FlowNode


class DuplicateFlow(RequestBody):
    """What the copy shall be called; by default the name with "Copy of" before it."""

    name: Name | None = None


class RestoreFlow(RequestBody):
    """The publication whose text the flow shall read again."""

    flow_version: Annotated[int, Field(ge=1)]


class FlowFault(BaseModel):
    """One broken rule: a code for programs, the node (for `shape`: the place), a sentence that says what to do."""

    code: str
    node_id: str
    detail: str


class FlowValidity(BaseModel):
    """Every broken rule of a flow; `ignored` names members of the body that flows do not have."""

    valid: bool
    faults: list[FlowFault]
    ignored: list[str]


class FlowMatch(BaseModel):
    """A flow that was compared with a text. `score` is 0-1, the probability that it fits."""

    flow_id: UUID
    flow_name: str
    flow_version: int
    problem_domain: str
    score: float
    below_threshold: bool
    reasons: list[str]


class MatchThresholds(BaseModel):
    """From `guide` a flow is given to FlowPilot as a guide, from `guided` it leads."""

    guide: float
    guided: float


class FlowMatches(BaseModel):
    """The flows that fit a text, best first."""

    matches: list[FlowMatch]
    thresholds: MatchThresholds
    embedder: str
    calibration: str


class ImportedFlow(BaseModel):
    """What becomes of one flow of an import; `flow_id` is null where it is refused, and before it is written."""

    index: int
    name: str
    flow_id: UUID | None
    status: Literal["published", "draft", "refused"]
    faults: list[FlowFault]
    ignored: list[str]


class FlowImportCheck(BaseModel):
    """What an import of a file would make of each of its flows."""

    flows: list[ImportedFlow]


class FlowImport(BaseModel):
    """An import, flow by flow. `id` asks for its progress."""

    id: UUID
    flows: list[ImportedFlow]


class FlowImportStatus(BaseModel):
    """How far the flows of an import can be found."""

    id: UUID
    status: Literal["running", "completed"]
    pending: int
    failed: int


class WalkAnswer(RequestBody):
    """The answer to one step. `step_id`: the node that it answers; checked where it is given."""

    step_id: Annotated[str, StringConstraints(max_length=100)] | None = None
    selected_option: Annotated[str, StringConstraints(max_length=OPTION_CHARS)] | None = None
    free_text: Annotated[str, StringConstraints(max_length=2000)] | None = None
    action_success: bool | None = None
    was_skipped: bool = False


class WalkFlow(RequestBody):
    """A tree to be walked, and the answers given so far, oldest first."""

    tree_structure: dict[str, Any]
    name: Name | None = None
    answers: Annotated[tuple[WalkAnswer, ...], Field(max_length=MAX_ANSWERS)] = ()


class WalkOption(BaseModel):
    """One offered answer."""

    label: str
    value: str


class WalkStep(BaseModel):
    """What an engineer would be asked. `answer` is null at the open step, which is the last one."""

    node_id: str
    type: Literal["question", "action", "resolution_suggestion"]
    text: str
    why: str | None
    expected_outcome: str | None
    options: list[WalkOption]
    allow_free_text: bool
    allow_skip: bool
    answer: WalkAnswer | None


class WalkRefusal(BaseModel):
    """The first answer that no step took, by its index from 0; it and those after it do not count."""

    index: int
    code: str
    detail: str


class Walk(BaseModel):
    """How a session would go that the tree leads, with these answers.

    `ended`: a suggested resolution was confirmed (`resolution` says what of), or the flow has nothing left.
    With `faults` the tree is not walked.
    """

    steps: list[WalkStep]
    ended: bool
    resolution: str | None
    refusal: WalkRefusal | None
    faults: list[FlowFault]
