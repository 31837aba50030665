"""What the flywheel does on events.

session_resolved, analysis_resumed    the session is analysed, or waits for the next day
analysis_deferred                     a timer is set for that day
session_reopened                      that resolution did not hold: the flow, or the proposal, hears of it
session_abandoned, handed_over        the flow that led the session did not help

Where the first three fail for good, the analysis says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5

from services.flywheel import SERVICE
from services.flywheel.analysis.commands import (
    AnalysisCommand,
    CountOutcome,
    DeferAnalysis,
    RecordAnalysis,
    RecordFailure,
    ResumeAnalysis,
    RevertOutcome,
)
from services.flywheel.analysis.domain import Analysis
from services.flywheel.analysis.events import AnalysisEvent, Cause, FlowOutcomeCounted, Verdict
from services.flywheel.analysis.tally import tally_stream
from services.flywheel.drafting import DayIsFull, Drafting
from services.flywheel.incoming import (
    AnalysisDeferred,
    AnalysisResumed,
    SessionResolved,
    read_session,
)
from services.flywheel.ports import FlowRequest, NotWritten, Waits
from services.flywheel.proposals.commands import ContradictProposal, MakeProposal
from services.flywheel.proposals.events import ProposalMade, Source
from services.flywheel.proposals.placing import Placed, Placing, proposal_stream
from services.flywheel.proposals.ports import Flow, FlowReader
from services.flywheel.timers import waited_for, waiting_timer, waits_on
from services.flywheel.transcript import Transcript, transcript_of
from services.flywheel.verdict import judge
from shared.bus.reactions import NotYet
from shared.clock import Clock
from shared.envelope import Origin, StoredEvent, Stream, begin, follow
from shared.handle import Handler
from shared.llm.leases import Leased
from shared.llm.ledger import Work
from shared.log import read_as
from shared.message import Actor
from shared.timers import Timer

_OF_AN_END: Mapping[str, type[SessionResolved | AnalysisDeferred | AnalysisResumed]] = {
    "session_resolved": SessionResolved,
    "analysis_deferred": AnalysisDeferred,
    "analysis_resumed": AnalysisResumed,
}


@dataclass(frozen=True, slots=True)
class Reactions:
    """The analysis of sessions, and what it works with."""

    analyses: Handler[Analysis, AnalysisCommand, AnalysisEvent]
    tally: Handler[bool, CountOutcome, FlowOutcomeCounted]
    drafting: Drafting
    placing: Placing
    flows: FlowReader
    timers: Waits
    clock: Clock

    async def on_session_resolved(self, event: StoredEvent) -> None:
        """Analyse the session as it stood when it was resolved."""
        await self._analyse(event, read_as(SessionResolved, event).outcome)

    async def on_analysis_resumed(self, event: StoredEvent) -> None:
        """Analyse the session that has waited."""
        await self._analyse(event, read_as(AnalysisResumed, event).outcome)

    async def on_analysis_deferred(self, event: StoredEvent) -> None:
        """Wait for the next day."""
        deferred = read_as(AnalysisDeferred, event)
        await self.timers.set(waiting_timer(event, deferred.outcome, deferred.until))

    async def on_day_begun(self, timer: Timer) -> None:
        """Take up a session whose turn has come. Where older ones take all of the day, it waits on without a word.

        Nothing of the day is set aside for one that waits no more, or that no model may see. Raises KeyDestroyed for
        an erased case.
        """
        outcome, until = waited_for(timer)
        analysis, _ = await self.analyses.load(f"analysis-{timer.session}")
        if analysis.waiting.get(outcome) != until:
            return
        if not await self._set_aside(timer, outcome):
            await self.timers.set(waits_on(timer, next_day(self.clock())))
            return
        (first,) = await self.analyses.log.load(f"analysis-{timer.session}", 1)
        command = ResumeAnalysis(outcome=outcome, until=until, at=self.clock())
        await self.analyses.handle(_stream(first), command, begin(Actor(account_id=timer.account), SERVICE))

    async def _set_aside(self, timer: Timer, outcome: int) -> bool:
        """Whether the day has room for the session's end."""
        session = transcript_of(read_session(await self.analyses.log.load(f"session-{timer.session}")))
        source = Source(session_id=timer.session, outcome=outcome)
        return not self.drafting.asks_model(session) or await self.drafting.set_aside(timer.account, source)

    async def on_given_up(self, event: StoredEvent, _: str) -> None:
        """The session's analysis became a dead letter."""
        await self._record(
            event, RecordFailure(outcome=read_as(_OF_AN_END[event.type], event).outcome, at=self.clock())
        )

    async def on_session_reopened(self, event: StoredEvent) -> None:
        """What the session was resolved with did not hold."""
        session = await self._session(event, event.version)
        outcome = session.reopened[-1] if session.reopened else None
        if outcome is None or outcome not in session.resolutions:
            return
        flow = session.flow.id if session.flow else None
        await self._record(event, RevertOutcome(outcome=outcome, flow_id=flow, at=self.clock()))
        await self._told(event, outcome)

    async def on_session_failed(self, event: StoredEvent) -> None:
        """A flow led the session, and it ended without a solution."""
        session = await self._session(event, event.version)
        if session.flow is None:
            return
        cause: Cause = "abandoned" if event.type == "session_abandoned" else "handed_over"
        await self._count(event, session.ends[-1], session.flow.id, cause)

    async def _analyse(self, event: StoredEvent, outcome: int) -> None:
        analysis, _ = await self.analyses.load(_stream(event).name)
        if outcome not in analysis.done:
            session = await self._resolved(event, outcome)
            command = await self._analysed(event, session, Source(session_id=_session(event), outcome=outcome))
            await self._record(event, command)
        await self._told(event, outcome)

    async def _analysed(
        self, event: StoredEvent, session: Transcript, source: Source
    ) -> RecordAnalysis | DeferAnalysis:
        """What becomes of the session; that it waits, where the day's proposals are made."""
        flow = await self.flows.read(event.account, session.flow.id) if session.flow else None
        gone = flow is None or flow.archived
        verdict = judge(session, flow_gone=gone)
        if verdict == "auto_reinforced":
            return await self._reinforced(event, session, source, flow)
        if begun := await self.placing.begun(event.account, source):
            kind = begun[1].made.proposal_type
            return self._done(session, source, kind, begun[0], begun[1].made)
        try:
            verdict, made = await self._drafted(event, session, source, flow if verdict == "enhancement" else None)
        except DayIsFull:
            return DeferAnalysis(outcome=source.outcome, until=next_day(self.clock()), at=self.clock())
        except Leased:
            raise NotYet from None
        placed = await self.placing.place(event.account, made, _origin(event))
        return self._done(session, source, verdict, placed, made)

    async def _drafted(
        self, event: StoredEvent, session: Transcript, source: Source, target: Flow | None
    ) -> tuple[Verdict, MakeProposal]:
        """A change of the flow, or a new flow, also where the flow has no place for the change."""
        owner = session.started.owner_id if session.started else None
        work = Work(event.account, source.session_id, "proposal", source.outcome, owner, event.client)
        if target is not None:
            try:
                return "enhancement", await self.drafting.draft(FlowRequest(session, source, work, target))
            except NotWritten:
                pass
        return "new_flow", await self.drafting.draft(FlowRequest(session, source, work, None))

    async def _reinforced(
        self, event: StoredEvent, session: Transcript, source: Source, flow: Flow | None
    ) -> RecordAnalysis:
        """A record that the flow was right: nobody reviews it."""
        led = session.flow
        title = f"Confirmed: {led.name if led else ''}"[:200]
        command = MakeProposal(
            proposal_type="auto_reinforced",
            title=title,
            description="A case was matched with this flow, followed it, and was resolved.",
            problem_domain=session.started.domain if session.started else None,
            target_flow_id=led.id if led else None,
            target_flow_version=flow.flow_version if flow else None,
            confidence=session.confidence,
            source=source,
            at=self.clock(),
        )
        id_ = uuid5(source.session_id, f"record {source.outcome}")
        await self.placing.proposals.handle(proposal_stream(event.account, id_), command, _origin(event))
        return self._done(session, source, "auto_reinforced", Placed(id_, merged=False), command)

    def _done(
        self, session: Transcript, source: Source, verdict: Verdict, placed: Placed, made: MakeProposal | ProposalMade
    ) -> RecordAnalysis:
        matched = session.flow.id if session.flow else None
        return RecordAnalysis(
            outcome=source.outcome,
            verdict=verdict,
            divergences=len(session.divergences),
            flow_id=placed.flow or matched,
            proposal_id=placed.proposal,
            merged=placed.merged,
            engine=made.engine,
            at=self.clock(),
        )

    async def _told(self, event: StoredEvent, outcome: int) -> None:
        """What the analysis, or a reopening, means for flows and proposals; whichever comes last tells all of it."""
        analysis, _ = await self.analyses.load(_stream(event).name)
        done, reverted = analysis.done.get(outcome), analysis.reverted.get(outcome)
        if reverted and reverted.flow_id:
            await self._count(event, outcome, reverted.flow_id, "reopened")
        if done and done.verdict == "auto_reinforced" and done.flow_id and not reverted:
            await self._count(event, outcome, done.flow_id, "followed")
        if done and done.proposal_id and reverted:
            source = Source(session_id=_session(event), outcome=outcome)
            command = ContradictProposal(source=source, at=self.clock())
            stream = proposal_stream(event.account, done.proposal_id)
            await self.placing.proposals.handle(stream, command, _origin(event))

    async def _count(self, event: StoredEvent, outcome: int, flow_id: UUID, cause: Cause) -> None:
        command = CountOutcome(
            session_id=_session(event), outcome=outcome, flow_id=flow_id, cause=cause, at=self.clock()
        )
        await self.tally.handle(tally_stream(event.account, command), command, _origin(event))

    async def _record(self, event: StoredEvent, command: AnalysisCommand) -> None:
        await self.analyses.handle(_stream(event), command, _origin(event))

    async def _resolved(self, event: StoredEvent, outcome: int) -> Transcript:
        """The session as it stood when it was resolved for the `outcome`-th time."""
        stored = await self.analyses.log.load(f"session-{_session(event)}")
        return transcript_of(read_session(_until(stored, outcome)))

    async def _session(self, event: StoredEvent, upto: int) -> Transcript:
        return transcript_of(read_session(await self.analyses.log.load(event.stream, upto)))


def next_day(now: datetime) -> datetime:
    """When the next UTC day begins."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)


def _until(stored: Sequence[StoredEvent], outcome: int) -> list[StoredEvent]:
    for number, event in enumerate(stored, 1):
        if event.type == "session_resolved" and read_as(SessionResolved, event).outcome == outcome:
            return list(stored[:number])
    raise NotYet(f"outcome {outcome} is not in the log")


def _session(event: StoredEvent) -> UUID:
    return UUID(event.stream_id)


def _stream(event: StoredEvent) -> Stream:
    return Stream("analysis", event.stream_id, event.account, _session(event), event.client)


def _origin(event: StoredEvent) -> Origin:
    return follow(event, SERVICE)
