"""What gaps do on events.

session_resolved, _abandoned, _reopened, handed_over, escalation_requested, _taken_back   the session's row is written
case_erased                                     its row is gone, and no gap is named after it
flow_published, flow_archived                   the flow is known; a gap that waits for it closes, or waits no more
gap_found                                       the gap is known
gap_reopened                                    it is known again, where it was retired
gap_draft_asked                                 a flow is made of its sessions, or the gap says that none was
flow_drafted_for_gap                            the gap waits for that flow
gap_snoozed                                     the account is looked at when it comes back
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.flywheel import SERVICE
from services.flywheel.gaps.commands import CoverGap, DropDraft, GapCommand, RecordDraftRefusal
from services.flywheel.gaps.domain import Gap, State
from services.flywheel.gaps.drafting import GapDrafting
from services.flywheel.gaps.events import GapEvent
from services.flywheel.gaps.facts import fact_of, problem_of
from services.flywheel.gaps.flows import known_flow
from services.flywheel.gaps.ports import Facts, GapIndex, KnownFlows
from services.flywheel.gaps.running import Detection, Rounds, gap_stream
from services.flywheel.incoming import (
    CaseErased,
    FlowDraftedForGap,
    GapDraftAsked,
    GapFound,
    GapReopened,
    GapSnoozed,
    read_session,
)
from services.flywheel.proposals.ports import FlowReader, Known
from services.flywheel.transcript import transcript_of
from shared.bus.reactions import GivenUp, NotYet, Reaction
from shared.clock import Clock
from shared.embedding import Embedder
from shared.envelope import StoredEvent, follow
from shared.errors import Erased
from shared.handle import Handler
from shared.log import read_as
from shared.sealing import KeyDestroyed


@dataclass(frozen=True, slots=True)
class GapReactions:
    """Gaps' reactions and what they work with."""

    gaps: Handler[State, GapCommand, GapEvent]
    facts: Facts
    known_flows: KnownFlows
    index: GapIndex
    detection: Detection
    rounds: Rounds
    drafting: GapDrafting
    flows: FlowReader
    embedder: Embedder
    clock: Clock

    @property
    def remembering(self) -> Mapping[str, Reaction]:
        """Those that write what can be built again from the log."""
        return {
            "session_resolved": self.on_session_ended,
            "session_abandoned": self.on_session_ended,
            "handed_over": self.on_session_ended,
            "escalation_requested": self.on_session_ended,
            "escalation_taken_back": self.on_session_ended,
            "session_reopened": self.on_session_ended,
            "case_erased": self.forget_row,
            "flow_published": self.on_flow_changed,
            "flow_archived": self.on_flow_changed,
            "gap_found": self.on_gap_found,
            "flow_drafted_for_gap": self.on_flow_drafted,
        }

    @property
    def all(self) -> Mapping[str, Reaction]:
        """Every reaction by the type of its event."""
        return {
            **self.remembering,
            "case_erased": self.on_case_erased,
            "gap_reopened": self.on_gap_reopened,
            "gap_draft_asked": self.on_draft_asked,
            "gap_snoozed": self.on_gap_snoozed,
        }

    @property
    def given_up(self) -> Mapping[str, GivenUp]:
        """What is said of events whose handling failed for good, by event type."""
        return {"gap_draft_asked": self.on_draft_given_up}

    async def on_session_ended(self, event: StoredEvent) -> None:
        """Write the session down as it stands by now, whichever of its events came first."""
        stored = await self.gaps.log.load(event.stream)
        events = read_session(stored)
        fact = fact_of(UUID(event.stream_id), len(stored), events)
        if fact is None:
            await self.facts.unend(event.account, UUID(event.stream_id), len(stored))
            return
        texts = [] if fact.led else [problem_of(transcript_of(events))]
        meaning = next(iter(await self.embedder.embed(texts)), None) if texts else None
        await self.facts.put(event.account, fact, meaning, self.embedder.name)
        await self.rounds.ask(event.account)

    async def forget_row(self, event: StoredEvent) -> None:
        """Keep nothing of it, and count the evidence anew."""
        await self.facts.erase(event.account, read_as(CaseErased, event).session)
        await self.rounds.ask_at_once(event.account)

    async def on_case_erased(self, event: StoredEvent) -> None:
        """Keep nothing of it, and call no gap after it."""
        await self.forget_row(event)
        await self.detection.forget(event.account, read_as(CaseErased, event).session)

    async def on_flow_changed(self, event: StoredEvent) -> None:
        """Know the flow as it stands by now."""
        id_ = UUID(event.stream_id)
        known = await self.flows.look(event.account, id_)
        for gap in await self.index.waiting_for(event.account, id_):
            await self._waited(event, gap, id_, known)
        if known.flow is None:
            return
        await self.known_flows.put(event.account, known_flow(known.flow), known.flow.stream_version)
        await self.rounds.ask(event.account)

    async def on_gap_found(self, event: StoredEvent) -> None:
        """Know the gap."""
        gap = read_as(GapFound, event)
        await self.index.put(event.account, UUID(event.stream_id), gap.flow_id, gap.kind)

    async def on_flow_drafted(self, event: StoredEvent) -> None:
        """Wait for the flow; it may be published by now, or archived."""
        gap, flow = UUID(event.stream_id), read_as(FlowDraftedForGap, event).flow_id
        await self.index.put(event.account, gap, flow)
        await self._waited(event, gap, flow, await self.flows.look(event.account, flow))

    async def on_draft_asked(self, event: StoredEvent) -> None:
        """Make the flow."""
        await self.drafting.draft(event.account, UUID(event.stream_id), follow(event, SERVICE))

    async def on_draft_given_up(self, event: StoredEvent, kind: str) -> None:
        """Nobody tries any more: the gap says so, and another draft can be asked for."""
        round_ = read_as(GapDraftAsked, event).round
        refusal = RecordDraftRefusal(round=round_, code=kind, at=self.clock())
        await self._tell(event, UUID(event.stream_id), refusal)

    async def on_gap_reopened(self, event: StoredEvent) -> None:
        """Look at the gap again, however long it was closed. Only who opens it by hand finds one that was retired."""
        if read_as(GapReopened, event).reason == "by_hand":
            await self.detection.known_again(event.account, UUID(event.stream_id))

    async def on_gap_snoozed(self, event: StoredEvent) -> None:
        """Look at the account when the time is over."""
        await self.rounds.runs.ask(event.account, read_as(GapSnoozed, event).until)

    async def _waited(self, event: StoredEvent, gap: UUID, flow_id: UUID, known: Known) -> None:
        """Close the gap, if the flow that it waits for is published; wait no more, if it is archived."""
        state, _ = await self.gaps.load(f"gap-{gap}")
        if not isinstance(state, Gap) or flow_id not in (state.drafted_flow_id, state.found.flow_id):
            return
        if known.standing == "archived":
            await self._tell(event, gap, DropDraft(flow_id=flow_id, at=self.clock()))
        elif known.flow:
            command = CoverGap(flow_id=flow_id, flow_version=known.flow.flow_version, at=self.clock())
            await self._tell(event, gap, command)

    async def _tell(self, event: StoredEvent, gap: UUID, command: GapCommand) -> None:
        await self.gaps.handle(gap_stream(event.account, gap), command, follow(event, SERVICE))


def together(first: Mapping[str, Reaction], second: Mapping[str, Reaction]) -> Mapping[str, Reaction]:
    """The reactions of both; to an event that both hear, one after the other, whatever becomes of the first."""
    heard = {type_: _both(first[type_], second[type_]) for type_ in first.keys() & second.keys()}
    return {**first, **second, **heard}


def _both(first: Reaction, second: Reaction) -> Reaction:
    """Where one fails the other is done all the same, and both again."""

    async def react(event: StoredEvent) -> None:
        failures = [await _failure(reaction, event) for reaction in (first, second)]
        if worst := max(failures, key=_weight):
            raise worst

    return react


async def _failure(reaction: Reaction, event: StoredEvent) -> Exception | None:
    try:
        await reaction(event)
    except Exception as error:  # noqa: BLE001 - it is raised when the other one is done
        return error
    return None


def _weight(failure: Exception | None) -> int:
    """What is only too early is not given up for what fails beside it; what was erased hides neither."""
    match failure:
        case None:
            return 0
        case KeyDestroyed() | Erased():
            return 1
        case NotYet():
            return 3
        case _:
            return 2
