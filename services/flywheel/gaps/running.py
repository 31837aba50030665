"""Looks at an account's sessions and tells its gaps. Once or many times, here or there: it comes to the same."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.flywheel import SERVICE
from services.flywheel.gaps.commands import ForgetCase, GapCommand, ObserveGap
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.domain import Gap, State
from services.flywheel.gaps.events import GapEvent
from services.flywheel.gaps.facts import Row
from services.flywheel.gaps.finding import Finding, KnownFlow
from services.flywheel.gaps.labelling import neutral_title
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.ports import Claim, Facts, GapIndex, GapLanes, KnownFlows, Runs
from services.flywheel.gaps.settling import Change, Seen, closings, is_over, settle, worth_asking
from services.flywheel.gaps.uncovered import compared, uncovered
from services.flywheel.gaps.weak_flows import weak_flows
from shared.clock import Clock
from shared.database import AWAY
from shared.envelope import Stream, begin
from shared.errors import Problem
from shared.handle import Handler
from shared.message import Actor

logger = logging.getLogger(__name__)

DAILY = timedelta(days=1)
AFTER_FAILURE = timedelta(seconds=30)
POLL_SECONDS = 0.5
RENEW_SECONDS = 60.0
"""A fifth of the time after which somebody else takes the account."""


def gap_stream(account: UUID, gap: UUID) -> Stream:
    """The stream of a gap: nobody's case."""
    return Stream("gap", str(gap), account)


@dataclass(frozen=True, slots=True)
class Detection:
    """What it takes to find an account's gaps."""

    gaps: Handler[State, GapCommand, GapEvent]
    facts: Facts
    flows: KnownFlows
    index: GapIndex
    lanes: GapLanes
    covering: Covering
    limits: Limits
    embedder: str
    clock: Clock

    async def run(self, account: UUID) -> datetime | None:
        """Look at the account's sessions once; when the first of its gaps that are put aside comes back.

        Raises a `Problem` where the flow library is away.
        """
        now = self.clock()
        before, flows = await self.known(account), await self.flows.all(account)
        await self.facts.drop(account, now - self.limits.window)
        leading = [flow.id for flow in flows if not flow.archived]
        rows = await self.facts.within(account, self.limits, now, leading, self.embedder)
        clusters, weak = await asyncio.to_thread(self._found, rows, flows, now, before)
        covers = await self.covering.covers(account, clusters, flows, now)
        facts = [row.fact for row in rows]
        archived = {flow.id for flow in flows if flow.archived}
        seen = Seen(clusters, covers, weak, compared(facts, self.limits), before, archived)
        async with self.lanes.hold(account):
            return await self._settled(account, seen, {fact.session for fact in facts}, now)

    async def forget(self, account: UUID, session: UUID) -> None:
        """Call no gap after the session any more, closed ones neither; after its row is gone."""
        async with self.lanes.hold(account):
            for id_ in await self.index.uncovered(account):
                state, _ = await self.gaps.load(f"gap-{id_}")
                if isinstance(state, Gap):
                    title = neutral_title(state.seen.problem_domain)
                    command = ForgetCase(session=session, title=title, at=self.clock())
                    await self._tell(account, Change(id_, command), state)

    async def known_again(self, account: UUID, id_: UUID) -> None:
        """Look at the gap again, if it is open."""
        async with self.lanes.hold(account):
            state, _ = await self.gaps.load(f"gap-{id_}")
            if isinstance(state, Gap) and state.status != "closed":
                await self.index.put(account, id_, state.found.flow_id, state.found.kind)

    async def _settled(self, account: UUID, seen: Seen, sessions: AbstractSet[UUID], now: datetime) -> datetime | None:
        """Tell the gaps what was seen; when the first one comes back. At once, where a case was erased meanwhile."""
        seen = replace(
            seen, erased=await self.facts.erased(account), retired=await self.index.retired(account)
        )  # fmt: skip
        if not sessions.isdisjoint(seen.erased):
            return now
        known = await self.known(account, seen.before)
        for change in await asyncio.to_thread(settle, account, seen, known, self.limits, now):
            await self._tell(account, change, known.get(change.gap))
        for id_, gap in known.items():
            if is_over(gap, sessions, now - self.limits.window, seen.archived):
                await self.index.retire(account, id_)
        aside = [gap.snoozed_until for gap in known.values() if gap.snoozed_until]
        return min((until for until in aside if until > now), default=None)

    async def known(self, account: UUID, before: Mapping[UUID, Gap] | None = None) -> dict[UUID, Gap]:
        """The account's gaps as they stand; of those that were read `before`, only what happened since is read."""
        known: dict[UUID, Gap] = {}
        for id_ in await self.index.all(account):
            gap = (before or {}).get(id_)
            read = (gap, gap.version) if gap else (self.gaps.decider.initial, 0)
            state, _ = await self.gaps.refresh(f"gap-{id_}", read)
            if isinstance(state, Gap):
                known[id_] = state
        return known

    def _found(
        self, rows: Sequence[Row], flows: Sequence[KnownFlow], now: datetime, known: Mapping[UUID, Gap]
    ) -> tuple[list[Finding], list[Finding]]:
        """The clusters that are or may become gaps, and what is said of flows."""
        clusters = worth_asking(uncovered(rows, self.limits, flows), known, self.limits)
        return clusters, weak_flows([row.fact for row in rows], flows, self.limits, now, closings(known))

    async def _tell(self, account: UUID, change: Change, gap: Gap | None) -> None:
        """The gap is known before it is found: whoever comes after a crash must not miss it."""
        command = change.command
        if gap is None and isinstance(command, ObserveGap):
            await self.index.put(account, change.gap, command.flow_id, command.kind)
        origin = begin(Actor(account_id=account), SERVICE)
        read = (gap, gap.version) if gap else None
        await self.gaps.handle(gap_stream(account, change.gap), command, origin, known=read)


@dataclass(frozen=True, slots=True)
class Rounds:
    """Looks at accounts when they are due: a while after a session ended, and every day."""

    detection: Detection
    runs: Runs
    delay: timedelta
    clock: Clock

    async def ask(self, account: UUID) -> None:
        """Look at the account shortly; what else comes till then is looked at with it."""
        await self.runs.ask(account, self.clock() + self.delay)

    async def ask_at_once(self, account: UUID) -> None:
        """Look at the account now: what it was told of must not be counted any more."""
        await self.runs.ask(account, self.clock())

    async def run(self) -> None:
        """Work for ever. A failure is tried again after a while."""
        while True:
            try:
                worked = await self.once()
            except AWAY as error:
                logger.warning("knowledge gaps: the database is away (%s)", type(error).__name__)
                worked = False
            if not worked:
                await asyncio.sleep(POLL_SECONDS)

    async def once(self) -> bool:
        """Look at the account that is due first, if one is."""
        claim = await self.runs.claim(self.clock())
        if claim is None:
            return False
        async with self._held(claim) as held:
            next_at = await self._looked(claim.account)
        await self.runs.done(held[0], next_at)
        return True

    @asynccontextmanager
    async def _held(self, claim: Claim) -> AsyncIterator[list[Claim]]:
        """The claim, which is renewed as long as it takes; at last as it was renewed last."""
        held = [claim]
        beat = asyncio.create_task(self._renew(held))
        try:
            yield held
        finally:
            beat.cancel()
            with suppress(asyncio.CancelledError):
                await beat

    async def _renew(self, held: list[Claim]) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            with suppress(*AWAY):  # the next time may get through
                held[0] = await self.runs.renew(held[0], self.clock())

    async def _looked(self, account: UUID) -> datetime:
        """Look at the account; when that is due again, if nobody asks before."""
        try:
            back_at = await self.detection.run(account)
        except Problem as away:
            logger.info("knowledge gaps of an account wait (%s)", away.code)
        except AWAY:
            raise
        except Exception:  # one account that fails must not stop the others; it is tried again
            logger.exception("knowledge gaps of an account failed")
        else:
            tomorrow = self.clock() + DAILY
            return min(back_at, tomorrow) if back_at else tomorrow
        return self.clock() + AFTER_FAILURE
