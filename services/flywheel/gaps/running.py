"""Looks at an account's sessions and tells its gaps. Once or many times, here or there: it comes to the same."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.flywheel.gaps.commands import ForgetCase, GapCommand, ObserveGap
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.domain import Gap, State
from services.flywheel.gaps.events import GapEvent
from services.flywheel.gaps.facts import Row
from services.flywheel.gaps.finding import Finding, KnownFlow
from services.flywheel.gaps.labelling import neutral_title
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.ports import Claim, Facts, GapIndex, GapLanes, KnownFlows, Runs
from services.flywheel.gaps.settling import Change, Seen, closings, is_over, settle
from services.flywheel.gaps.uncovered import compared, uncovered
from services.flywheel.gaps.weak_flows import Since, weak_flows
from shared.clock import Clock
from shared.database import AWAY
from shared.envelope import Stream, begin
from shared.errors import Problem
from shared.handle import Handler
from shared.message import Actor

logger = logging.getLogger(__name__)

SERVICE = "flywheel"
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
        before = await self.known(account)
        rows = await self.facts.since(account, now - self.limits.window, self.embedder, self.limits.most_sessions)
        flows = await self.flows.all(account)
        clusters, weak = await asyncio.to_thread(self._found, rows, flows, now, closings(before))
        covers = await self.covering.covers(account, clusters, flows, now)
        facts = [row.fact for row in rows]
        versions = {id_: gap.version for id_, gap in before.items()}
        seen = Seen(clusters, covers, weak, compared(facts, self.limits), versions)
        async with self.lanes.hold(account):
            return await self._settled(account, seen, {fact.session for fact in facts}, now)

    async def forget(self, account: UUID, session: UUID) -> None:
        """Call no gap after the session any more, closed ones neither; after its row is gone."""
        async with self.lanes.hold(account):
            for id_ in (*await self.index.all(account), *await self.index.retired(account)):
                state, _ = await self.gaps.load(f"gap-{id_}")
                if isinstance(state, Gap):
                    title = neutral_title(state.seen.problem_domain)
                    await self._tell(account, Change(id_, ForgetCase(session=session, title=title, at=self.clock())))

    async def known_again(self, account: UUID, id_: UUID) -> None:
        """Look at the gap again, if it is open."""
        async with self.lanes.hold(account):
            state, _ = await self.gaps.load(f"gap-{id_}")
            if isinstance(state, Gap) and state.status != "closed":
                await self.index.put(account, id_, state.found.flow_id)

    async def _settled(self, account: UUID, seen: Seen, sessions: AbstractSet[UUID], now: datetime) -> datetime | None:
        """Tell the gaps what was seen; when the first one comes back. At once, where a case was erased meanwhile."""
        seen = replace(
            seen, erased=await self.facts.erased(account), retired=await self.index.retired(account)
        )  # fmt: skip
        if not sessions.isdisjoint(seen.erased):
            return now
        known = await self.known(account)
        for change in settle(account, seen, known, self.limits, now):
            await self._tell(account, change)
        for id_, gap in known.items():
            if is_over(gap, sessions, now - self.limits.window):
                await self.index.retire(account, id_)
        aside = [gap.snoozed_until for gap in known.values() if gap.snoozed_until]
        return min((until for until in aside if until > now), default=None)

    async def known(self, account: UUID) -> dict[UUID, Gap]:
        """The account's gaps as they stand."""
        states = {id_: (await self.gaps.load(f"gap-{id_}"))[0] for id_ in await self.index.all(account)}
        return {id_: state for id_, state in states.items() if isinstance(state, Gap)}

    def _found(
        self, rows: Sequence[Row], flows: Sequence[KnownFlow], now: datetime, since: Since
    ) -> tuple[list[Finding], list[Finding]]:
        facts = [row.fact for row in rows]
        return uncovered(rows, self.limits, flows), weak_flows(facts, flows, self.limits, now, since)

    async def _tell(self, account: UUID, change: Change) -> None:
        """The gap is known before it is found: whoever comes after a crash must not miss it."""
        command = change.command
        if isinstance(command, ObserveGap):
            await self.index.put(account, change.gap, command.flow_id)
        origin = begin(Actor(account_id=account), SERVICE)
        await self.gaps.handle(gap_stream(account, change.gap), command, origin)


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
            logger.info("knowledge gaps wait for the flow library (%s)", away.code)
        except AWAY:
            raise
        except Exception:  # one account that fails must not stop the others; it is tried again
            logger.exception("knowledge gaps of an account failed")
        else:
            tomorrow = self.clock() + DAILY
            return min(back_at, tomorrow) if back_at else tomorrow
        return self.clock() + AFTER_FAILURE
