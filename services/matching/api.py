"""Commands and queries of matching, as other processes send them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from services.matching.commands import ArchiveFlow, DraftFlow, FlowCommand, ImportFlow, PublishFlow, ReviseFlow
from services.matching.domain import EDITORS, Archived, Flow, Unwritten, Written, content_of
from services.matching.events import Candidate, Domain, FlowContent, FlowEvent, Thresholds
from services.matching.flow_file import (
    Format,
    ReadFlow,
    flow_list,
    parse,
    read_flow,
    read_tree,
    shape_faults,
    to_plain,
    write,
)
from services.matching.flow_states import FlowStates
from services.matching.indexing import Indexer
from services.matching.matcher import Matcher
from services.matching.ports import EmbedderSwitch, Imports
from services.matching.published import read_published
from services.matching.reembed import build, switch
from services.matching.texts import TEXT_CHARS
from shared.bus.commands import Answer, Endpoint, Request
from shared.envelope import Stream
from shared.errors import Forbidden, InvalidInput, NotFound, TooLarge
from shared.handle import Handled, Handler
from shared.ids import new_id
from shared.log import CommandKey

SERVICE = "matching"
ADMINISTRATORS = frozenset({"account_admin", "operator", "system"})
MAX_EXPORTED = 100
NAME_CHARS = 200
MAX_ANSWER_CHARS = 900_000


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FlowReference(_Body):
    """Names a flow."""

    flow_id: UUID


class DuplicateBody(FlowReference):
    """The flow to copy, and what the copy shall be called."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_CHARS)] | None = None


class RestoreBody(FlowReference):
    """The flow, and the publication whose text it shall read again."""

    flow_version: Annotated[int, Field(ge=1)]


class ImportDocument(_Body):
    """A file as text."""

    document: str
    format: Format


class ImportReference(_Body):
    """Names an import."""

    import_id: UUID


class ExportQuery(_Body):
    """Which flows to write into a file."""

    flow_ids: Annotated[list[UUID], Field(min_length=1, max_length=MAX_EXPORTED)]
    format: Format = "yaml"


class EmbedderReference(_Body):
    """Names an embedder."""

    embedder: str


class MatchQuery(_Body):
    """A text to find flows for."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT_CHARS, pattern=r"\S")]
    problem_domain: Domain | None = None
    limit: Annotated[int, Field(ge=1, le=20)] = 5


@dataclass(frozen=True, slots=True)
class Api:
    """What other processes may ask of matching."""

    flows: Handler[Flow, FlowCommand, FlowEvent]
    states: FlowStates
    imports: Imports
    matcher: Matcher
    thresholds: Thresholds

    @property
    def commands(self) -> dict[str, Endpoint]:
        """What changes flows, by name."""
        return {
            "draft_flow": self.draft_flow,
            "revise_flow": self.revise_flow,
            "publish_flow": self.publish_flow,
            "archive_flow": self.archive_flow,
            "duplicate_flow": self.duplicate_flow,
            "restore_flow": self.restore_flow,
            "import_flows": self.import_flows,
            "validate_flow": self.validate_flow,
        }

    @property
    def queries(self) -> dict[str, Endpoint]:
        """What changes nothing, by name."""
        return {
            "match": self.match,
            "check_import": self.check_import,
            "import_status": self.import_status,
            "export_flows": self.export_flows,
        }

    async def draft_flow(self, request: Request) -> Answer:
        """Write a new flow; its tree may be unfinished."""
        content = _content(request.body)
        command = DraftFlow(**dict(content), actor=request.actor)
        return _flow_answer(await self._handle(request, new_id(), command))

    async def revise_flow(self, request: Request) -> Answer:
        """Rewrite a flow: `flow_id` and the whole new content."""
        flow_id = FlowReference.model_validate({"flow_id": request.body.get("flow_id")}).flow_id
        content = _content({key: value for key, value in request.body.items() if key != "flow_id"})
        command = ReviseFlow(**dict(content), actor=request.actor, expected_version=request.expected_version)
        return _flow_answer(await self._handle(request, flow_id, command))

    async def publish_flow(self, request: Request) -> Answer:
        """Match cases with the flow as it is written now. Refused with every fault of its tree."""
        flow_id = FlowReference.model_validate(request.body).flow_id
        command = PublishFlow(actor=request.actor, expected_version=request.expected_version)
        return _flow_answer(await self._handle(request, flow_id, command))

    async def archive_flow(self, request: Request) -> Answer:
        """Match no more cases with the flow."""
        flow_id = FlowReference.model_validate(request.body).flow_id
        command = ArchiveFlow(actor=request.actor, expected_version=request.expected_version)
        return _flow_answer(await self._handle(request, flow_id, command))

    async def duplicate_flow(self, request: Request) -> Answer:
        """Write a new draft that says what the flow says now; it keeps where the text came from."""
        asked = DuplicateBody.model_validate(request.body)
        content = (await self._written(request.actor.account_id, asked.flow_id)).content
        name = asked.name or f"Copy of {content.name}"[:NAME_CHARS]
        command = DraftFlow(**dict(content) | {"name": name}, actor=request.actor)
        return _flow_answer(await self._handle(request, new_id(), command))

    async def restore_flow(self, request: Request) -> Answer:
        """Have the flow's text read as it was published once."""
        asked = RestoreBody.model_validate(request.body)
        await self._written(request.actor.account_id, asked.flow_id)
        versions = (await read_published(self.flows.log, asked.flow_id)).versions
        if len(versions) < asked.flow_version:
            raise NotFound("unknown_version", f"This flow has the versions 1 to {len(versions)}.")
        content = content_of(versions[asked.flow_version - 1])
        command = ReviseFlow(**dict(content), actor=request.actor, expected_version=request.expected_version)
        return _flow_answer(await self._handle(request, asked.flow_id, command))

    async def validate_flow(self, request: Request) -> Answer:
        """Every fault of a flow, or of a bare `tree_structure`; changes nothing."""
        bare = set(request.body) == {"tree_structure"}
        read = read_tree(request.body["tree_structure"]) if bare else read_flow(request.body)
        return {"valid": not read.faults, "faults": [fault.to_dict() for fault in read.faults], "ignored": read.ignored}

    async def import_flows(self, request: Request) -> Answer:
        """Write and publish the flows of `{flows: [..]}` or of a file that have no fault; says what became of each.

        The ids follow from the command's key, so that an import sent again, or broken off, goes on where it was.
        """
        if request.actor.role not in EDITORS:
            raise Forbidden("not_an_editor", "Flows are imported by team and account administrators; ask one of them.")
        read = [read_flow(raw) for raw in _flows_of(request.body)]
        import_id = uuid5(request.actor.account_id, f"import {request.actor.label} {request.key or new_id()}")
        ids = [uuid5(import_id, str(index)) for index in range(len(read))]
        published = [id_ for id_, flow in zip(ids, read, strict=True) if not flow.faults and not flow.draft]
        await self.imports.record(request.actor.account_id, import_id, published)
        flows = [await self._import_one(request, id_, flow) for id_, flow in zip(ids, read, strict=True)]
        return {"id": import_id, "flows": [{"index": index, **flow} for index, flow in enumerate(flows)]}

    async def check_import(self, request: Request) -> Answer:
        """What an import would make of each flow of a file; nothing is written."""
        read = [read_flow(raw) for raw in _flows_of(request.body)]
        return {"flows": [{"index": index, **_foreseen(flow)} for index, flow in enumerate(read)]}

    async def import_status(self, request: Request) -> Answer:
        """How far an import's flows are indexed."""
        import_id = ImportReference.model_validate(request.body).import_id
        found = await self.imports.status(request.actor.account_id, import_id)
        return {"id": import_id, "status": found.status, "pending": found.pending, "failed": found.failed}

    async def export_flows(self, request: Request) -> Answer:
        """Flows as a file that can be imported again."""
        query = ExportQuery.model_validate(request.body)
        flows = [await self._exported(request.actor.account_id, flow_id) for flow_id in query.flow_ids]
        document = write(flows, query.format)
        if len(document) > MAX_ANSWER_CHARS:
            raise TooLarge("export_too_large", "These flows do not fit into one file; export fewer.")
        return {"document": document, "format": query.format}

    async def match(self, request: Request) -> Answer:
        """The flows that fit a text, best first; those under the threshold are marked."""
        query = MatchQuery.model_validate(request.body)
        found = await self.matcher.match(request.actor.account_id, (query.text,), query.problem_domain, query.limit)
        return {
            "matches": [self._match_answer(candidate, query.problem_domain) for candidate in found.candidates],
            "thresholds": self.thresholds.model_dump(),
            "embedder": found.embedder,
            "calibration": found.calibration,
        }

    def _match_answer(self, candidate: Candidate, domain: str | None) -> dict[str, Any]:
        return {
            "flow_id": candidate.flow_id,
            "flow_name": candidate.name,
            "flow_version": candidate.flow_version,
            "problem_domain": candidate.domain,
            "score": round(candidate.score, 4),
            "below_threshold": candidate.score < self.thresholds.guide,
            "reasons": reasons(candidate, domain),
        }

    async def _handle(
        self, request: Request, flow_id: UUID, command: FlowCommand, key: CommandKey | None = None
    ) -> Handled[Flow, FlowEvent]:
        stream = Stream("flow", str(flow_id), request.actor.account_id)
        await self._check_account(stream)
        origin = request.origin(SERVICE)
        known = await self.states.load(stream.name)
        handled = await self.flows.handle(stream, command, origin, key or request.command_key, known)
        self.states.keep(handled)
        return handled

    async def _check_account(self, stream: Stream) -> None:
        """Another account's flow is answered as one that does not exist."""
        events = await self.flows.log.load(stream.name, upto=1)
        if events and events[0].account != stream.account:
            raise NotFound("unknown_flow", "There is no such flow.")

    async def _import_one(self, request: Request, flow_id: UUID, read: ReadFlow) -> dict[str, Any]:
        answer = _foreseen(read)
        if read.content is None or answer["status"] == "refused":
            return answer
        command = ImportFlow(**dict(read.content), actor=request.actor, publish=not read.draft)
        await self._handle(request, flow_id, command, _part_key(request, flow_id))
        return {**answer, "flow_id": flow_id}

    async def _exported(self, account: UUID, flow_id: UUID) -> dict[str, Any]:
        flow = await self._written(account, flow_id)
        return {**to_plain(flow.content), "status": flow.status}

    async def _written(self, account: UUID, flow_id: UUID) -> Written | Archived:
        """The account's flow as it reads now."""
        stream = Stream("flow", str(flow_id), account)
        await self._check_account(stream)
        flow, _ = await self.states.load(stream.name)
        if isinstance(flow, Unwritten):
            raise NotFound("unknown_flow", "There is no such flow.")
        return flow


@dataclass(frozen=True, slots=True)
class EmbedderApi:
    """Changing the embedder of the caller's account."""

    index: EmbedderSwitch
    indexer: Indexer

    @property
    def commands(self) -> dict[str, Endpoint]:
        """What changes the embedder, by name."""
        return {"build_embedder": self.build_embedder, "switch_embedder": self.switch_embedder}

    async def build_embedder(self, request: Request) -> Answer:
        """Have all flows embedded by every embedder that runs here; the vectors in use stay."""
        _require_administrator(request)
        return {"flows": await build(self.index, self.indexer, request.actor.account_id)}

    async def switch_embedder(self, request: Request) -> Answer:
        """Ask the library with another embedder, if it is built and no worse."""
        _require_administrator(request)
        name = EmbedderReference.model_validate(request.body).embedder
        if name not in {embedder.name for embedder in self.indexer.embedders}:
            raise InvalidInput("unknown_embedder", "No embedder of this name runs here.")
        comparison = await switch(self.index, request.actor.account_id, name)
        return {"embedder": name, "before": comparison.before, "after": comparison.after}


def reasons(candidate: Candidate, domain: str | None) -> list[str]:
    """Why a flow is where it is, in short sentences."""
    found = [f"Similar in meaning ({candidate.similarity:.2f})"]
    if candidate.exact:
        found.append(f"Names {', '.join(candidate.exact)}")
    if candidate.words:
        found.append(f"Shares the words {', '.join(candidate.words[:6])}")
    if candidate.domain == domain:
        found.append("Same problem domain")
    if candidate.recency:
        found.append("Recently led to a solution")
    return found


def _require_administrator(request: Request) -> None:
    if request.actor.role not in ADMINISTRATORS:
        raise Forbidden("not_an_administrator", "The embedder is changed by account administrators and operators.")


def _content(body: dict[str, Any]) -> FlowContent:
    try:
        return FlowContent.model_validate(body)
    except ValidationError as error:
        found = [fault.to_dict() for fault in shape_faults(error)]
        raise InvalidInput("flow_invalid", "The flow does not have the right shape.", faults=found) from None


def _foreseen(read: ReadFlow) -> dict[str, Any]:
    """What an import makes of a flow: one with faults is refused, unless it is to be a draft."""
    refused = read.content is None or (read.faults and not read.draft)
    return {
        "name": read.name,
        "ignored": read.ignored,
        "faults": [fault.to_dict() for fault in read.faults],
        "flow_id": None,
        "status": "refused" if refused else "draft" if read.draft else "published",
    }


def _flows_of(body: dict[str, Any]) -> Sequence[Any]:
    if "flows" in body:
        return flow_list(body)
    file = ImportDocument.model_validate(body)
    return parse(file.document, file.format)


def _part_key(request: Request, flow_id: UUID) -> CommandKey | None:
    """The key of one flow of an import: the same file sent again under the same key does nothing."""
    whole = request.command_key
    if whole is None:
        return None
    return CommandKey(whole.account, whole.user, whole.route, f"{whole.key}/{flow_id}", whole.body_hmac)


def _flow_answer(handled: Handled[Flow, FlowEvent]) -> dict[str, Any]:
    flow = handled.state
    if not isinstance(flow, Written | Archived):
        raise NotFound("unknown_flow", "There is no such flow.")
    return {
        "flow_id": handled.stream.removeprefix("flow-"),
        "stream": handled.stream,
        "version": handled.version,
        "status": flow.status,
        "flow_version": flow.flow_version,
    }
