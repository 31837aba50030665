"""Knowledge gaps in one process, over simulated days: kills, duplicates, disorder, two replicas, leads. Seeded."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import numpy as np

from services.flywheel.adapters.flow_log import FlowLog
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.drafting import Drafting
from services.flywheel.gaps.commands import AskForDraft, AssignGap, ByHand, CloseGap, ReopenGap, SnoozeGap
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.domain import GAP, Gap
from services.flywheel.gaps.drafting import GapDrafting
from services.flywheel.gaps.events import GAP_EVENTS, GapEvent
from services.flywheel.gaps.facts import Row, SessionFact
from services.flywheel.gaps.finding import KnownFlow
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.ports import Claim
from services.flywheel.gaps.reactions import GapReactions
from services.flywheel.gaps.running import Detection, Rounds, gap_stream
from services.flywheel.proposals.events import FlowText
from services.flywheel.proposals.ports import Flow, Known, Order, Provenance
from services.matching.events import FlowPublished
from services.ops.events import CaseErased
from shared.bus.reactions import NotYet
from shared.embedding import Vectors
from shared.envelope import StoredEvent, Stream, begin
from shared.errors import Erased, Problem, Unavailable
from shared.handle import Handler
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.message import Actor, Event
from shared.sealing import KEY_BYTES, KeyDestroyed, Keyring, MasterKey
from tests.unit.flywheel.gaps.examples import LIMITS
from tests.unit.flywheel.world import START, MemoryRules, WordEmbedder
from tests.unit.flywheel.world import Chance as Kills
from tests.unit.matching.examples import content

DELAY = timedelta(minutes=15)
HELD_FOR = timedelta(minutes=5)
NEVER = datetime.max.replace(tzinfo=UTC)


class Dead(BaseException):
    """The process ended here; nothing in it can catch that."""


class Chance(Kills):
    """Where processes die and who goes first."""

    async def pause(self) -> None:
        """See `Kills.pause`."""
        if self.rng.random() < 0.3:
            await asyncio.sleep(0)
        if self.rng.random() < self.kills:
            self.died += 1
            raise Dead


class KillingLog(MemoryLog):
    """A log whose caller may die just before or just after an append."""

    def __init__(self, chance: Chance) -> None:
        self.keys = MemoryKeyStore()
        self.keyring = Keyring(self.keys, MasterKey(bytes(KEY_BYTES)))
        super().__init__(self.keyring)
        self._chance = chance

    async def append(self, *args: Any, **more: Any) -> Any:
        """See `EventLog.append`."""
        await self._chance.pause()
        appended = await super().append(*args, **more)
        await self._chance.pause()
        return appended


@dataclass(slots=True)
class MemoryFacts:
    """`Facts` in memory."""

    chance: Chance
    rows: defaultdict[UUID, dict[UUID, Row | None]] = field(default_factory=lambda: defaultdict(dict))
    unended: dict[UUID, int] = field(default_factory=dict)

    async def put(self, account: UUID, fact: SessionFact, meaning: Vectors | None, embedder: str) -> None:
        """See `Facts.put`."""
        await self.chance.pause()
        row = Row(fact, np.empty(0, np.float32) if meaning is None else meaning)
        unended = self.unended.get(fact.session, 0)
        known = self.rows[account].get(fact.session, replace(row, fact=replace(fact, version=unended)))
        if known is not None and known.fact.version <= fact.version:
            self.rows[account][fact.session] = row
        await self.chance.pause()

    async def unend(self, account: UUID, session: UUID, version: int) -> None:
        """See `Facts.unend`."""
        await self.chance.pause()
        row = self.rows[account].get(session)
        if row and row.fact.version <= version:
            del self.rows[account][session]
        self.unended[session] = max(version, self.unended.get(session, 0))
        await self.chance.pause()

    async def erase(self, account: UUID, session: UUID) -> None:
        """See `Facts.erase`."""
        await self.chance.pause()
        self.rows[account][session] = None
        await self.chance.pause()

    async def erased(self, account: UUID) -> Collection[UUID]:
        """See `Facts.erased`."""
        return {session for session, row in self.rows[account].items() if row is None}

    async def drop(self, account: UUID, start: datetime) -> None:
        """See `Facts.drop`."""
        await self.chance.pause()
        rows = self.rows[account]
        for session in [id_ for id_, row in rows.items() if row and row.fact.ended_at < start]:
            del rows[session]

    async def within(
        self, account: UUID, limits: Limits, now: datetime, flows: Collection[UUID], embedder: str
    ) -> Sequence[Row]:
        """See `Facts.within`; the simulations have fewer than there may be."""
        await self.chance.pause()
        rows = [row for row in self.rows[account].values() if row and row.fact.ended_at >= now - limits.window]
        return [row for row in rows if row.fact.led is None or row.fact.led.id in flows]


@dataclass(slots=True)
class MemoryFlows:
    """`KnownFlows` in memory."""

    chance: Chance
    flows: defaultdict[UUID, dict[UUID, tuple[int, KnownFlow]]] = field(default_factory=lambda: defaultdict(dict))

    async def put(self, account: UUID, flow: KnownFlow, stream_version: int) -> None:
        """See `KnownFlows.put`."""
        await self.chance.pause()
        if self.flows[account].get(flow.id, (0, flow))[0] <= stream_version:
            self.flows[account][flow.id] = (stream_version, flow)

    async def all(self, account: UUID) -> Sequence[KnownFlow]:
        """See `KnownFlows.all`."""
        return [flow for _, flow in self.flows[account].values()]


@dataclass(slots=True)
class MemoryIndex:
    """`GapIndex` and `GapLanes` in memory."""

    chance: Chance
    gaps: defaultdict[UUID, dict[UUID, set[UUID]]] = field(default_factory=lambda: defaultdict(dict))
    kinds: dict[UUID, str] = field(default_factory=dict)
    gone: defaultdict[UUID, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    lanes: defaultdict[UUID, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def put(self, account: UUID, gap: UUID, flow: UUID | None, kind: str | None = None) -> None:
        """See `GapIndex.put`."""
        await self.chance.pause()
        self.kinds |= {gap: kind} if kind else {}
        self.gaps[account].setdefault(gap, set()).update({flow} if flow else ())
        self.gone[account].discard(gap)
        await self.chance.pause()

    async def all(self, account: UUID) -> Sequence[UUID]:
        """See `GapIndex.all`."""
        return sorted(self.gaps[account].keys() - self.gone[account])

    async def retire(self, account: UUID, gap: UUID) -> None:
        """See `GapIndex.retire`."""
        await self.chance.pause()
        self.gone[account].add(gap)

    async def retired(self, account: UUID) -> Collection[UUID]:
        """See `GapIndex.retired`."""
        return sorted(self.gone[account])

    async def uncovered(self, account: UUID) -> Sequence[UUID]:
        """See `GapIndex.uncovered`."""
        return sorted(gap for gap in self.gaps[account] if self.kinds.get(gap, "uncovered") == "uncovered")

    async def waiting_for(self, account: UUID, flow: UUID) -> Sequence[UUID]:
        """See `GapIndex.waiting_for`."""
        return sorted(gap for gap, flows in self.gaps[account].items() if flow in flows)

    @asynccontextmanager
    async def hold(self, account: UUID) -> AsyncIterator[None]:
        """See `GapLanes.hold`."""
        async with self.lanes[account]:
            yield


@dataclass(frozen=True, slots=True)
class MemoryCaseKeys:
    """`CaseKeys` of the log."""

    log: KillingLog

    async def all_there(self, sessions: Collection[UUID]) -> bool:
        """See `CaseKeys.all_there`."""
        return all(self.log.keys.wrapped[session] for session in sessions)


@dataclass(slots=True)
class MemoryRuns:
    """`Runs` in memory: when each account is due, and till when somebody holds it."""

    chance: Chance
    due: dict[UUID, tuple[datetime, datetime | None]] = field(default_factory=dict)

    async def ask(self, account: UUID, due_at: datetime) -> None:
        """See `Runs.ask`."""
        await self.chance.pause()
        due, held = self.due.get(account, (due_at, None))
        self.due[account] = (min(due, due_at), held)

    async def claim(self, now: datetime) -> Claim | None:
        """See `Runs.claim`."""
        waiting = [(held or due, account) for account, (due, held) in self.due.items() if (held or due) <= now]
        if not waiting:
            return None
        _, account = min(waiting)
        self.due[account] = (NEVER, now + HELD_FOR)
        await self.chance.pause()
        return Claim(account, now + HELD_FOR)

    async def renew(self, claim: Claim, now: datetime) -> Claim:
        """See `Runs.renew`."""
        due, held = self.due[claim.account]
        if held != claim.held_until:
            return claim
        self.due[claim.account] = (due, now + HELD_FOR)
        return replace(claim, held_until=now + HELD_FOR)

    async def done(self, claim: Claim, next_at: datetime) -> None:
        """See `Runs.done`."""
        await self.chance.pause()
        due, held = self.due[claim.account]
        if held == claim.held_until:
            self.due[claim.account] = (min(due, next_at), None)
        await self.chance.pause()


@dataclass(slots=True)
class Library:
    """`DraftLibrary` and `Matches`: flows by their order's key; one that is published leads what its name says.

    `away`: how often nobody answers.
    """

    chance: Chance
    away: float = 0.05
    flows: dict[UUID, tuple[UUID, FlowText]] = field(default_factory=dict)
    published: set[UUID] = field(default_factory=set)

    async def draft_new(self, order: Order, flow: FlowText, provenance: Provenance) -> UUID:
        """See `DraftLibrary.draft_new`."""
        if self.chance.rng.random() < self.away:
            raise Unavailable("service_away", "The part that does this is away.")
        await self.chance.pause()
        id_ = uuid5(order.account, order.key)
        self.flows.setdefault(id_, (order.account, flow))
        await self.chance.pause()
        return id_

    async def matching(self, account: UUID, text: str, domain: str) -> Collection[UUID]:
        """See `Matches.matching`."""
        if self.chance.rng.random() < self.away:
            raise Unavailable("service_away", "The part that does this is away.")
        thing = text.split(maxsplit=1)[0].casefold()
        return {
            id_ for id_ in self.published
            if self.flows[id_][0] == account and thing in self.flows[id_][1].name.casefold().split()
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimedFlows:
    """Flows as the log tells them, published when the simulation says."""

    log: FlowLog
    published_at: dict[str, datetime]

    async def read(
        self, account: UUID, flow: UUID, flow_version: int | None = None, *, exactly: bool = False
    ) -> Flow | None:
        """See `FlowReader.read`."""
        found = await self.log.read(account, flow, flow_version, exactly=exactly)
        return self._timed(found) if found else None

    async def look(self, account: UUID, flow: UUID) -> Known:
        """See `FlowReader.look`."""
        known = await self.log.look(account, flow)
        return replace(known, flow=self._timed(known.flow)) if known.flow else known

    def _timed(self, found: Flow) -> Flow:
        return replace(found, published_at=self.published_at[f"{found.id} {found.flow_version}"])


class GapWorld:
    """Sessions come in, the flywheel looks at them, leads work on what it finds, days go by."""

    def __init__(self, seed: int, kills: float = 0.0, duplicates: float = 0.0, leads: float = 0.0) -> None:
        self.rng = random.Random(seed)
        self.chance = Chance(self.rng)
        self._kills, self._duplicates, self._leads = kills, duplicates, leads
        self.now = START
        self.log = KillingLog(self.chance)
        self.facts, self.flows = MemoryFacts(self.chance), MemoryFlows(self.chance)
        self.index, self.runs = MemoryIndex(self.chance), MemoryRuns(self.chance)
        self.library = Library(self.chance)
        self.published_at: dict[str, datetime] = {}
        self.gaps = Handler(self.log, GAP, GAP_EVENTS)
        self.detection = Detection(
            self.gaps,
            self.facts,
            self.flows,
            self.index,
            self.index,
            Covering(self.log, self.library),
            LIMITS,
            "words",
            self.clock,
        )
        self.rounds = Rounds(self.detection, self.runs, DELAY, self.clock)
        drafting = GapDrafting(
            self.gaps, Drafting(PlaybookWriter(), None, MemoryRules(self.chance), self.clock), self.library,
            MemoryIndex(self.chance), MemoryCaseKeys(self.log), self.clock,
        )  # fmt: skip
        flows = TimedFlows(FlowLog(self.log), self.published_at)
        self.reactions = GapReactions(
            self.gaps, self.facts, self.flows, self.index, self.detection, self.rounds, drafting, flows,
            WordEmbedder(), self.clock,
        )  # fmt: skip
        self._seen = 0
        self._due: list[StoredEvent] = []

    def clock(self) -> datetime:
        """Now."""
        return self.now

    async def tell(self, stream: Stream, events: Sequence[Event], version: int = 0) -> None:
        """Another service writes; it does not die of our kills."""
        with self._calm():
            await self.log.append(stream, version, events, begin(Actor(account_id=stream.account), "test"))

    async def publish(self, account: UUID, flow: UUID, version: int, **changes: Any) -> None:
        """The flow library publishes a flow."""
        stream = Stream("flow", str(flow), account)
        self.published_at[f"{flow} {version}"] = self.now
        text = FlowPublished(**dict(content(**changes)), flow_version=version)
        await self.tell(stream, [text], len(await self.log.load(stream.name)))

    async def erase(self, account: UUID, session: UUID) -> None:
        """An operator erases a case."""
        self.log.keys.wrapped[session] = None
        self.log.keyring.forget(session)
        erased = CaseErased(session=session, by="ops", reason="asked for", at=self.now)
        await self.tell(Stream("erasure", str(session), account), [erased])

    async def work(self) -> None:
        """Hear everything, look at what is due, let leads do something; in any order, and processes die."""
        self.chance.kills = self._kills
        while await self._hear():
            self.rng.shuffle(self._due)
            batch, self._due = self._due[:8], self._due[8:]
            again = await asyncio.gather(*(self._react(event) for event in batch), self._look(), self._look())
            self._due += [event for event in again if event]
            if self.rng.random() < self._leads:
                await self._lead()
            self.now += timedelta(seconds=20)
        self.chance.kills = 0.0

    async def run_out(self) -> None:
        """Go on without any trouble until nothing is to be done."""
        self._kills = self._duplicates = self._leads = self.library.away = 0.0
        for _ in range(6):
            await self.work()
            self.now += timedelta(hours=25)
            while await self.rounds.once():
                pass

    async def known(self) -> dict[UUID, dict[UUID, Gap]]:
        """Every account's gaps."""
        return {account: await self.detection.known(account) for account in list(self.index.gaps)}

    async def events(self, gap: UUID) -> list[GapEvent]:
        """What happened to a gap."""
        return GAP_EVENTS.decode_all(await self.log.load(f"gap-{gap}"))

    def _calm(self) -> "_Calm":
        return _Calm(self.chance)

    async def _hear(self) -> bool:
        fresh = await self.log.read_positions(self._seen, 10_000)
        self._seen += len(fresh)
        heard = [event for event in fresh if event.type in self.reactions.all]
        self._due += heard + [event for event in heard if self.rng.random() < self._duplicates]
        return bool(self._due)

    async def _react(self, event: StoredEvent) -> StoredEvent | None:
        try:
            await self.reactions.all[event.type](await self.log.open(event))
        except (Dead, NotYet, Unavailable):
            return event
        except (KeyDestroyed, Erased):
            return None
        return None

    async def _look(self) -> None:
        with suppress(Dead):
            await self.rounds.once()

    async def _lead(self) -> None:
        """A lead works on a gap; or publishes a draft."""
        with self._calm():
            gaps = [(account, id_) for account, known in (await self.known()).items() for id_ in known]
            drafts = sorted(set(self.library.flows) - self.library.published)
            if drafts and self.rng.random() < 0.3:
                flow = self.rng.choice(drafts)
                self.library.published.add(flow)
                await self.publish(self.library.flows[flow][0], flow, 1)
            elif gaps:
                account, gap = self.rng.choice(gaps)
                with suppress(Problem):
                    command = self._command(account)
                    await self.gaps.handle(gap_stream(account, gap), command, begin(command.actor, "test"))

    def _command(self, account: UUID) -> ByHand:
        lead = Actor(account_id=account, user_id=UUID(int=5), role="team_admin")
        asked: dict[str, Any] = {"actor": lead, "at": self.now}
        commands: list[ByHand] = [
            AssignGap(**asked, user_id=UUID(int=self.rng.randrange(3))),
            SnoozeGap(**asked, until=self.now + timedelta(hours=self.rng.randrange(1, 60))),
            CloseGap(**asked, note=None, flow_id=None, published=False),
            ReopenGap(**asked),
            AskForDraft(**asked),
            AskForDraft(**asked),
        ]
        return self.rng.choice(commands)


@dataclass(slots=True)
class _Calm:
    """Nobody dies meanwhile."""

    chance: Chance
    kills: float = 0.0

    def __enter__(self) -> None:
        self.kills, self.chance.kills = self.chance.kills, 0.0

    def __exit__(self, *_: object) -> None:
        self.chance.kills = self.kills
