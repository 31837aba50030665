"""Event → command: a classified case is compared with the flows; a resolved one says whether the match was right."""

from dataclasses import dataclass
from uuid import UUID

from contracts.places import REOPENED, ids_of, of_checklist
from services.matching.calibration import Outcome
from services.matching.commands import RecordMatch
from services.matching.domain import Match, Matched
from services.matching.events import Candidate, FlowsMatched, MatchedFlow, Thresholds
from services.matching.incoming import (
    CaseClassified,
    CaseReceived,
    FlowAdopted,
    LeadingFlow,
    SessionResolved,
    SessionStarted,
    StepProposed,
)
from services.matching.indexing import Indexer
from services.matching.matcher import Matcher
from services.matching.ports import FlowIndex
from services.matching.published import read_published
from services.matching.texts import case_passages
from shared.bus.reactions import NotYet
from shared.envelope import StoredEvent, Stream, follow
from shared.handle import Handler
from shared.log import EventLog, read_as

SERVICE = "matching"
TRACED_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Reactions:
    """What matching does on events."""

    log: EventLog
    matcher: Matcher
    index: FlowIndex
    indexer: Indexer
    matches: Handler[Match, RecordMatch, FlowsMatched]
    thresholds: Thresholds

    async def on_flow_changed(self, event: StoredEvent) -> None:
        """A flow was published or archived: have the index follow."""
        await self.indexer.enqueue(event.account, UUID(event.stream_id))

    async def on_case_classified(self, event: StoredEvent) -> None:
        """Compare the case with the account's flows and write down the whole trace."""
        session = UUID(event.stream_id)
        classified = read_as(CaseClassified, event)
        received = await self._received(event.stream)
        passages = case_passages(
            received.text, classified.summary, classified.symptoms, received.log.excerpt if received.log else None
        )
        found = await self.matcher.match(event.account, passages, classified.domain, TRACED_CANDIDATES)
        command = RecordMatch(
            candidates=found.candidates,
            best=await self._matched_flow(found.candidates[0]) if found.candidates else None,
            thresholds=self.thresholds,
            weights=self.matcher.weights,
            embedder=found.embedder,
            calibration=found.calibration,
        )
        stream = Stream("match", str(session), event.account, session, event.client)
        await self.matches.handle(stream, command, follow(event, SERVICE))

    async def on_session_resolved(self, event: StoredEvent) -> None:
        """Count the flow that led to the solution as confirmed, and the one that was changed for it as rejected."""
        session = UUID(event.stream_id)
        resolved = read_as(SessionResolved, event)
        begun, final = await self._led_by(event.stream)
        match, _ = await self.matches.load(f"match-{session}")
        if not isinstance(match, Matched):
            return
        for candidate in match.found.candidates:
            if candidate.flow_id in (begun, final):
                outcome = Outcome(candidate.similarity, candidate.coverage, fits=candidate.flow_id == final)
                await self.index.record_outcome(
                    event.account, session, candidate.flow_id, match.found.embedder, outcome, resolved.at
                )

    async def _received(self, stream: str) -> CaseReceived:
        for event in await self.log.load(stream):
            if event.type == "case_received":
                return read_as(CaseReceived, event)
        raise NotYet(f"{stream} has no case_received")

    async def _matched_flow(self, candidate: Candidate) -> MatchedFlow:
        published = await read_published(self.log, candidate.flow_id)
        flow = published.versions[candidate.flow_version - 1]
        return MatchedFlow(id=candidate.flow_id, name=flow.name, version=flow.flow_version, tree=flow.tree_structure)

    async def _led_by(self, stream: str) -> tuple[UUID | None, UUID | None]:
        """The flow that the session began with and the one that it ended with; none where a flow led nowhere."""
        begun = final = leading = None
        for event in await self.log.load(stream):
            if event.type == "session_started":
                leading = read_as(SessionStarted, event).flow
                begun = final = leading.id if leading else None
            elif event.type == "flow_adopted":
                leading = read_as(FlowAdopted, event).flow
                final = leading.id
            elif event.type == "step_proposed" and _beyond(leading, read_as(StepProposed, event).node_id):
                final = None
        return begun, final


def _beyond(leading: LeadingFlow | None, place: str | None) -> bool:
    """Whether diagnosis goes on there when no flow leads, or the one that led is at its end."""
    asked = of_checklist(place, set(ids_of(leading.tree)) if leading else ())
    return asked and not (place or "").startswith(REOPENED)
