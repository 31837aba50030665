"""Makes a flow of a gap's sessions: the writer writes it of the best one, the others add what they know."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from services.flywheel.drafting import DayIsFull, Drafting
from services.flywheel.gaps.commands import GapCommand, RecordDraft, RecordDraftRefusal
from services.flywheel.gaps.domain import Gap, State
from services.flywheel.gaps.events import GapDraftAsked, GapEvent
from services.flywheel.gaps.ports import CaseKeys, DraftLibrary
from services.flywheel.gaps.running import gap_stream
from services.flywheel.gaps.sources import Told, best_first
from services.flywheel.incoming import read_session
from services.flywheel.ports import FlowRequest
from services.flywheel.proposals.commands import MakeProposal
from services.flywheel.proposals.events import FlowText, Source
from services.flywheel.proposals.ports import Lanes, Order, Provenance
from services.flywheel.proposals.publishing import PASSING
from services.flywheel.transcript import transcript_of
from services.flywheel.writing.joining import joined, joined_keywords
from shared.bus.reactions import NotYet
from shared.clock import Clock
from shared.envelope import Origin
from shared.errors import Erased, Problem
from shared.handle import Handler
from shared.llm.leases import Leased
from shared.llm.ledger import Work
from shared.sealing import KeyDestroyed

logger = logging.getLogger(__name__)

MOST_SESSIONS = 20
"""Sessions of a gap that are read for a draft: the newest."""
GENERAL = "other"


@dataclass(frozen=True, slots=True)
class GapDrafting:
    """Between gaps, the writers and the flow library."""

    gaps: Handler[State, GapCommand, GapEvent]
    drafting: Drafting
    library: DraftLibrary
    lanes: Lanes
    keys: CaseKeys
    clock: Clock

    async def draft(self, account: UUID, id_: UUID, origin: Origin) -> None:
        """Make the draft that was asked for, if it is not there yet. A refusal is told in the gap.

        Raises:
            Problem: one of `PASSING`; it may go better later.
            NotYet: another replica is at it, or a case was erased meanwhile: the flow is written without it.
        """
        gap, _ = await self.gaps.load(f"gap-{id_}")
        if not isinstance(gap, Gap) or gap.asked is None:
            return
        try:
            await self._draft(account, id_, gap, gap.asked, origin)
        except PASSING:
            raise
        except Problem as refusal:
            command = RecordDraftRefusal(round=gap.asked.round, code=refusal.code, at=self.clock())
            await self.gaps.handle(gap_stream(account, id_), command, origin)

    async def _draft(self, account: UUID, id_: UUID, gap: Gap, asked: GapDraftAsked, origin: Origin) -> None:
        sessions = best_first(await self._read(account, gap))
        if not sessions:
            refusal = RecordDraftRefusal(round=asked.round, code="nothing_resolved", at=self.clock())
            await self.gaps.handle(gap_stream(account, id_), refusal, origin)
            return
        best, others = sessions[0], sessions[1:]
        work = Work(account, best.session, "gap", asked.round, asked.by, best.client)
        source = Source(session_id=best.session, outcome=best.outcome)
        paid_as = Source(session_id=id_, outcome=asked.round)
        written = await self._written(FlowRequest(best.transcript, source, work, None, paid_as))
        flow = self._text(written, gap, others)
        order = Order(account, asked.by, f"gap {id_} {asked.round} draft")
        used = tuple(told.session for told in sessions)
        async with self.lanes.hold(account):  # who erases a case waits for it, and then finds the flow and names it
            if not await self.keys.all_there(used):
                raise NotYet("a case was erased while the flow was written")
            flow_id = await self.library.draft_new(order, flow, Provenance("ai_generated", best.session))
            command = RecordDraft(
                round=asked.round, flow_id=flow_id, session_ids=used, engine=written.engine, usage=written.usage,
                prompt_version=written.prompt_version, prompt_blob=written.prompt_blob, at=self.clock(),
            )  # fmt: skip
            await self.gaps.handle(gap_stream(account, id_), command, origin)

    async def _written(self, request: FlowRequest) -> MakeProposal:
        """The draft; by the playbook where the day's are made: somebody waits for it."""
        try:
            return await self.drafting.draft(request)
        except DayIsFull:
            return await self.drafting.by_playbook(request)
        except (Leased, KeyDestroyed, Erased):  # somebody else is at it, or the best case was erased under it
            raise NotYet from None

    def _text(self, written: MakeProposal, gap: Gap, others: Sequence[Told]) -> FlowText:
        """The flow. The playbook names it after one session; what the sessions share names it better."""
        if written.flow is None:
            raise ValueError("a flow was asked for")
        tree = written.flow.tree_structure
        if written.engine == "playbook":
            for told in others:
                tree = joined(tree, told.transcript, told.transcript.resolutions[told.outcome], told.session)
        shared = gap.found.kind == "uncovered" and written.engine == "playbook" and gap.seen.keywords
        return FlowText(
            name=gap.seen.title if shared else written.title,
            description=written.description,
            problem_domain=written.problem_domain or gap.seen.problem_domain or GENERAL,
            match_keywords=joined_keywords(
                gap.seen.keywords, written.flow.match_keywords, [told.transcript for told in others]
            ),
            tree_structure=tree,
        )

    async def _read(self, account: UUID, gap: Gap) -> list[Told]:
        """The newest sessions of the gap; those that were erased are not there any more."""
        found: list[Told] = []
        for session in gap.seen.evidence.session_ids[:MOST_SESSIONS]:
            with suppress(KeyDestroyed):
                stored = await self.gaps.log.load(f"session-{session}")
                if stored and stored[0].account == account:
                    found.append(Told(session, stored[0].client, transcript_of(read_session(stored))))
        return found
