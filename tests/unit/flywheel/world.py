"""The flywheel in one process, over simulated days: kills, duplicates, disorder, exhausted days. Seeded."""

import asyncio
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import numpy as np

from services.flywheel.adapters.flow_log import FlowLog
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.analysis.domain import ANALYSIS
from services.flywheel.analysis.events import ANALYSIS_EVENTS, TALLY_EVENTS, SessionAnalysed
from services.flywheel.analysis.tally import TALLY
from services.flywheel.drafting import Drafting
from services.flywheel.ports import Draft, FlowRequest, NotWritten
from services.flywheel.proposals.commands import DismissProposal
from services.flywheel.proposals.domain import PROPOSAL, Proposal, State
from services.flywheel.proposals.events import PROPOSAL_EVENTS, Source
from services.flywheel.proposals.forgetting import Forgetting
from services.flywheel.proposals.merging import Near
from services.flywheel.proposals.placing import Placing, proposal_stream
from services.flywheel.proposals.ports import Scope, Title
from services.flywheel.proposals.recognising import Recogniser
from services.flywheel.reactions import Reactions
from services.ops.events import CaseErased
from shared.bus.reactions import NotYet, Reaction
from shared.embedding import Vectors
from shared.envelope import StoredEvent, Stream, begin
from shared.errors import Erased, Problem
from shared.handle import Handler
from shared.log import UnknownEventType
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.message import Actor, Event
from shared.sealing import KEY_BYTES, KeyDestroyed, Keyring, MasterKey
from shared.timers import Timer
from tests.unit.flywheel.examples import LIKENESS

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DAILY = 50
REOPEN_AFTER = 5
WIDTH = 64


class Killed(Exception):
    """The process ended here."""


@dataclass(slots=True)
class Chance:
    """Where processes die and who goes first."""

    rng: random.Random
    kills: float = 0.0
    died: int = 0

    async def pause(self) -> None:
        """Others may go on here; the process may end here."""
        if self.rng.random() < 0.3:
            await asyncio.sleep(0)
        if self.rng.random() < self.kills:
            self.died += 1
            raise Killed


class KillingLog(MemoryLog):
    """A log whose caller may die just before or just after an append."""

    def __init__(self, chance: Chance) -> None:
        self.keys = MemoryKeyStore()
        self.keyring = Keyring(self.keys, MasterKey(bytes(KEY_BYTES)))
        super().__init__(self.keyring)
        self._chance = chance

    async def destroy(self, key: UUID) -> None:
        """See `ProposalKeys.destroy`; cases' keys go likewise."""
        await self._chance.pause()
        self.keys.wrapped[key] = None
        self.keyring.forget(key)

    async def append(self, *args: Any, **more: Any) -> Any:
        """See `EventLog.append`."""
        await self._chance.pause()
        appended = await super().append(*args, **more)
        await self._chance.pause()
        return appended


class WordEmbedder:
    """An `Embedder` of the words alone: texts that share many are near."""

    name = "words"
    dimension = WIDTH

    async def embed(self, texts: Sequence[str], max_tokens: int = 256) -> Vectors:
        """See `Embedder.embed`."""
        rows = np.zeros((len(texts), WIDTH), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int.from_bytes(hashlib.blake2b(word.encode(), digest_size=2).digest()) % WIDTH] += 1
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), np.float32)


@dataclass(slots=True)
class MemoryRules:
    """`Lanes`, `Budget`, `Placements`, `Titles` and `Waits` in memory; a kill leaves them as they are."""

    chance: Chance
    lanes: defaultdict[UUID, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    made: dict[tuple[UUID, Source], tuple[date, bool]] = field(default_factory=dict)
    placed: dict[tuple[UUID, Source], UUID] = field(default_factory=dict)
    titles: dict[UUID, dict[UUID, tuple[Scope, Title, int | None]]] = field(default_factory=dict)
    closed: set[UUID] = field(default_factory=set)
    timers: dict[str, Timer] = field(default_factory=dict)
    spent: Counter[tuple[UUID, date]] = field(default_factory=Counter)
    busiest: int = 0

    @asynccontextmanager
    async def hold(self, account: UUID) -> AsyncIterator[None]:
        """See `Lanes.hold`."""
        async with self.lanes[account]:
            yield

    async def reserve(self, account: UUID, source: Source, day: date) -> bool:
        """See `Budget.reserve`."""
        await self.chance.pause()
        _, done = self.made.get((account, source), (day, False))
        if not done:
            self.forget(account, source)
            if self.spent[account, day] >= DAILY:
                return False
            self.made[account, source] = (day, False)
            self.spent[account, day] += 1
            self.busiest = max(self.busiest, self.spent[account, day])
        await self.chance.pause()
        return True

    async def settle(self, account: UUID, source: Source) -> None:
        """See `Budget.settle`."""
        await self.chance.pause()
        self.made[account, source] = (self.made[account, source][0], True)

    async def release(self, account: UUID, source: Source) -> None:
        """See `Budget.release`."""
        await self.chance.pause()
        if not self.made.get((account, source), (None, True))[1]:
            self.forget(account, source)

    def forget(self, account: UUID, source: Source) -> None:
        """Give a proposal of a day back."""
        day, _ = self.made.pop((account, source), (None, None))
        if day:
            self.spent[account, day] -= 1

    async def of(self, account: UUID, source: Source) -> UUID | None:
        """See `Placements.of`."""
        return self.placed.get((account, source))

    async def near(self, account: UUID, scope: Scope, title: Title) -> Sequence[Near]:
        """See `Titles.near`."""
        await self.chance.pause()
        return [
            Near(id_, self._kind(id_, version), known.words, float(known.vector @ title.vector))
            for id_, (of, known, version) in self.titles.get(account, {}).items()
            if of == scope
        ]

    def _kind(self, id_: UUID, flow_version: int | None) -> Literal["proposal", "closed", "flow"]:
        if flow_version:
            return "flow"
        return "closed" if id_ in self.closed else "proposal"

    async def drop(self, account: UUID, id_: UUID) -> None:
        """See `Titles.drop`."""
        self.titles.get(account, {}).pop(id_, None)

    async def set(self, timer: Timer) -> None:
        """See `Waits.set`."""
        await self.chance.pause()
        self.timers[timer.id] = timer


@dataclass(slots=True)
class Placements:
    """`Placements` over the rules: `put` has another meaning for titles."""

    rules: MemoryRules
    keys: MemoryKeyStore

    async def of(self, account: UUID, source: Source) -> UUID | None:
        """See `Placements.of`."""
        return self.rules.placed.get((account, source))

    async def put(self, account: UUID, source: Source, proposal: UUID) -> None:
        """See `Placements.put`."""
        await self.rules.chance.pause()
        if self.keys.wrapped.get(source.session_id) is None:
            raise KeyDestroyed(source.session_id)
        self.rules.placed[account, source] = proposal

    async def only_of(self, account: UUID, session: UUID) -> Sequence[UUID]:
        """See `Placements.only_of`."""
        chosen = [(source.session_id, id_) for (of, source), id_ in self.rules.placed.items() if of == account]
        others = {id_ for of, id_ in chosen if of != session}
        return sorted({id_ for of, id_ in chosen if of == session} - others)

    async def forget(self, account: UUID, session: UUID) -> None:
        """See `Placements.forget`."""
        gone = [known for known in self.rules.placed if known[0] == account and known[1].session_id == session]
        for known in gone:
            del self.rules.placed[known]


@dataclass(slots=True)
class Titles:
    """`Titles` over the rules."""

    rules: MemoryRules
    keys: MemoryKeyStore

    async def near(self, account: UUID, scope: Scope, title: Title) -> Sequence[Near]:
        """See `Titles.near`."""
        return await self.rules.near(account, scope, title)

    async def put(self, account: UUID, id_: UUID, scope: Scope, title: Title, flow_version: int | None = None) -> None:
        """See `Titles.put`."""
        await self.rules.chance.pause()
        if self.keys.wrapped.get(id_, b"no key yet") is None:
            return
        self.rules.titles.setdefault(account, {})[id_] = (scope, title, flow_version)
        self.rules.closed.discard(id_)

    async def close(self, account: UUID, id_: UUID) -> None:
        """See `Titles.close`."""
        self.rules.closed.add(id_)

    async def drop(self, account: UUID, id_: UUID) -> None:
        """See `Titles.drop`."""
        await self.rules.drop(account, id_)


@dataclass(slots=True)
class FickleModel:
    """A model that writes what the playbook would, and sometimes nothing."""

    rng: random.Random
    fails: float
    written: Counter[tuple[UUID, Source]] = field(default_factory=Counter)

    async def write(self, request: FlowRequest) -> Draft:
        """See `FlowWriter.write`."""
        await asyncio.sleep(0)
        if self.rng.random() < self.fails:
            raise NotWritten("model_unreachable")
        draft = await PlaybookWriter().write(request)
        self.written[request.work.account, request.source] += 1
        return replace(draft, engine="claude")


class World:
    """Sessions come in, the flywheel works, days go by."""

    def __init__(
        self, seed: int, kills: float = 0.0, duplicates: float = 0.0, reviews: float = 0.0, *, model: bool = True
    ) -> None:
        self.rng = random.Random(seed)
        self._reviews = reviews
        self.chance = Chance(self.rng)
        self._kills, self._duplicates = kills, duplicates
        self.now = START
        self.log = KillingLog(self.chance)
        self.rules = MemoryRules(self.chance)
        self.model = FickleModel(self.rng, 0.02)
        clock = self._clock
        recogniser, titles = Recogniser(WordEmbedder()), Titles(self.rules, self.log.keys)
        placements = Placements(self.rules, self.log.keys)
        self.proposals = Handler(self.log, PROPOSAL, PROPOSAL_EVENTS)
        placing = Placing(
            self.proposals, self.rules, placements, titles, FlowLog(self.log), recogniser, LIKENESS, REOPEN_AFTER
        )
        self._forgetting = Forgetting(
            self.rules, placements, titles, self.log, self.log, self.log.keyring.forget, self._clock
        )
        drafting = Drafting(PlaybookWriter(), self.model if model else None, self.rules, clock)
        analyses = Handler(self.log, ANALYSIS, ANALYSIS_EVENTS)
        tally = Handler(self.log, TALLY, TALLY_EVENTS)
        self.reactions = Reactions(analyses, tally, drafting, placing, FlowLog(self.log), self.rules, clock)
        self._heard: dict[str, Reaction] = {
            "session_resolved": self.reactions.on_session_resolved,
            "session_reopened": self.reactions.on_session_reopened,
            "session_abandoned": self.reactions.on_session_failed,
            "analysis_deferred": self.reactions.on_analysis_deferred,
            "analysis_resumed": self.reactions.on_analysis_resumed,
            "case_erased": self._on_case_erased,
        }
        self.at_work: list[StoredEvent] = []
        self._seen = 0
        self._due: list[StoredEvent] = []

    def _clock(self) -> datetime:
        return self.now

    async def tell(self, stream: Stream, events: Sequence[Event], version: int = 0) -> None:
        """Another service writes; it does not die of our kills."""
        kills, self.chance.kills = self.chance.kills, 0.0
        await self.log.append(stream, version, events, begin(Actor(account_id=stream.account), "test"))
        self.chance.kills = kills

    async def erase(self, account: UUID, session: UUID) -> None:
        """An operator erases a case: its key goes first, then it is said."""
        kills, self.chance.kills = self.chance.kills, 0.0
        await self.log.destroy(session)
        self.chance.kills = kills
        event = CaseErased(session=session, by="test", reason="test", at=self.now)
        await self.tell(Stream("erasure", str(session), account), [event])

    async def _on_case_erased(self, event: StoredEvent) -> None:
        await self._forgetting.of_case(event.account, UUID(event.stream_id))

    async def settle(self) -> None:
        """Work off everything that can be worked off now, a few at a time, in any order."""
        self.chance.kills = self._kills
        while await self._hear():
            self.rng.shuffle(self._due)
            batch, self._due = self._due[:8], self._due[8:]
            again = await asyncio.gather(*(self._react(event) for event in batch))
            self._due += [event for event in again if event]
            if self.rng.random() < self._reviews:
                await self._review()
        self.chance.kills = 0.0

    async def _review(self) -> None:
        """A lead dismisses a proposal that is open."""
        account = self.rng.choice(list(self.rules.titles) or [UUID(int=0)])
        known = self.rules.titles.get(account, {})
        open_ = [id_ for id_, (_, _, version) in known.items() if version is None and id_ not in self.rules.closed]
        if not open_:
            return
        id_, kills = self.rng.choice(open_), self.chance.kills
        self.chance.kills = 0.0
        lead = Actor(account_id=account, user_id=UUID(int=5), role="team_admin")
        with suppress(Problem):
            await self.proposals.handle(
                proposal_stream(account, id_), DismissProposal(actor=lead, at=self.now), begin(lead, "test")
            )
        self.rules.closed.add(id_)
        self.chance.kills = kills

    async def _hear(self) -> bool:
        fresh = await self.log.read_positions(self._seen, 10_000)
        self._seen += len(fresh)
        heard = [event for event in fresh if event.type in self._heard]
        self._due += heard + [event for event in heard if self.rng.random() < self._duplicates]
        return bool(self._due)

    async def _react(self, event: StoredEvent) -> StoredEvent | None:
        self.at_work.append(event)
        try:
            await self._heard[event.type](await self.log.open(event))
        except (Killed, NotYet):
            return event
        except (KeyDestroyed, Erased):
            return None
        finally:
            self.at_work.remove(event)
        return None

    async def next_day(self) -> None:
        """A UTC day later, a moment after midnight: timers fire."""
        midnight = datetime.combine(self.now.date() + timedelta(days=1), datetime.min.time(), UTC)
        self.now = midnight + timedelta(seconds=1)
        self.chance.kills = self._kills
        due = sorted((t for t in self.rules.timers.values() if t.due_at <= self.now), key=lambda t: (t.due_at, t.id))
        for timer in due:
            try:
                await self.reactions.on_day_begun(timer)
            except Killed:
                self.rules.timers[timer.id] = replace(timer, due_at=self.now)
            except (KeyDestroyed, Erased):
                self.rules.timers.pop(timer.id, None)
            else:
                if self.rng.random() >= self._duplicates:  # or the process died before the row was gone
                    self.rules.timers.pop(timer.id, None)
        self.chance.kills = 0.0

    async def run_out(self, most_days: int = 60) -> int:
        """Let days go by until nothing waits; how many."""
        for days in range(most_days):
            await self.settle()
            if not self.rules.timers:
                return days
            await self.next_day()
        raise AssertionError("something waits for ever")

    async def analysed(self) -> list[tuple[UUID, SessionAnalysed, UUID]]:
        """Every analysis: session, event, account."""
        found = []
        for event in await self.log.read_positions(0, 1_000_000):
            if event.type == "session_analysed" and self.log.keys.wrapped[event.key_id]:
                opened = await self.log.open(event)
                decoded = ANALYSIS_EVENTS.decode(event.type, 1, opened.data)
                assert isinstance(decoded, SessionAnalysed)
                found.append((UUID(event.stream_id), decoded, event.account))
        return found

    async def all_proposals(self) -> dict[UUID, Proposal]:
        """Every proposal by its id."""
        streams = {
            event.stream for event in await self.log.read_positions(0, 1_000_000) if event.category == "proposal"
        }
        loaded: dict[UUID, State] = {}
        for stream in streams:
            with suppress(KeyDestroyed, UnknownEventType):
                loaded[UUID(stream.removeprefix("proposal-"))] = (await self.proposals.load(stream))[0]
        return {id_: state for id_, state in loaded.items() if isinstance(state, Proposal)}
