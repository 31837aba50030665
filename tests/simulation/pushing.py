"""Pushes under every fault: the real decider and worker over the log in memory, cut at any await and begun again."""

import random
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.documentation.events import NoteWritten
from services.psa_sync.pushes.commands import PushCommand, RequestPush, RetryPush
from services.psa_sync.pushes.domain import Push, push_decider
from services.psa_sync.pushes.events import PUSH_EVENTS, PushRequested, WorkTime
from services.psa_sync.pushes.locks import Held, Taken
from services.psa_sync.pushes.looking import Looks
from services.psa_sync.pushes.marker import marker_of, push_id
from services.psa_sync.pushes.queue import Queued
from services.psa_sync.pushes.reactions import Reactions
from services.psa_sync.pushes.record import Pushes
from services.psa_sync.pushes.requesting import Requests
from services.psa_sync.pushes.retrying import Retrying
from services.psa_sync.pushes.subscribers import subscriptions
from services.psa_sync.pushes.work import Work
from shared.bus.reactions import Reaction
from shared.envelope import Stream, begin
from shared.handle import Handler
from shared.message import Actor
from tests.simulation import mutations
from tests.simulation.log import SimulatedLog
from tests.simulation.pushing_psa import WINDOW, Desk, DeskConnections, Written
from tests.simulation.scheduler import Scheduler, SimulatedClock, Task, at_once, pause

ACCOUNT = UUID(int=1)
LEAD = UUID(int=7)
PROCESSES = ("one", "other")
MOST_STEPS = 200_000
RETRYING = Retrying(WINDOW, timedelta(hours=24), timedelta(seconds=30), timedelta(hours=2))


@dataclass(frozen=True, slots=True)
class Missing:
    """What is taken out of a run; nothing, unless a test says so."""

    look_before_post: bool = False
    wait_for_the_commit: bool = False
    lock: bool = False
    hearing: bool = False


EACH = {item.name: Missing(**{item.name: True}) for item in fields(Missing)}


@dataclass(slots=True)
class MemoryQueue:
    """`Queue`, of all processes."""

    rows: dict[str, Queued] = field(default_factory=dict)

    async def put(self, queued: Queued) -> None:
        self.rows[queued.push] = queued
        await pause()

    async def due(self, now: datetime, but: Collection[str], each: int, limit: int) -> list[Queued]:
        ready = [row for row in self.rows.values() if row.due_at <= now and row.push not in but]
        return sorted((row for row in ready if not self._is_behind(row)), key=lambda row: row.due_at)[:limit]

    async def wait(self, queued: Queued, until: datetime, *, is_open: bool) -> None:
        await pause()
        if self._is_as_was(queued):
            self.rows[queued.push] = replace(queued, due_at=until, is_open=is_open, faults=0, failing_since=None)
        await pause()

    async def put_off(self, queued: Queued, now: datetime, until: datetime) -> None:
        await pause()
        if self._is_as_was(queued):
            since = queued.failing_since or now
            self.rows[queued.push] = replace(queued, due_at=until, faults=queued.faults + 1, failing_since=since)
        await pause()

    async def remove(self, queued: Queued) -> None:
        await pause()
        if self._is_as_was(queued):
            del self.rows[queued.push]
        await pause()

    async def hurry_connection(self, connection: UUID, now: datetime) -> None:
        for row in [row for row in self.rows.values() if row.connection == connection and row.is_open]:
            self.rows[row.push] = replace(row, due_at=min(row.due_at, now))

    def _is_as_was(self, queued: Queued) -> bool:
        return queued.push in self.rows and self.rows[queued.push].due_at == queued.due_at

    def _is_behind(self, row: Queued) -> bool:
        return row.is_open and any(
            (before.connection, before.ticket) == (row.connection, row.ticket)
            and before.is_open
            and (before.written_at, before.push) < (row.written_at, row.push)
            for before in self.rows.values()
        )


@dataclass(frozen=True, slots=True)
class _Held:
    now: SimulatedClock

    async def check(self) -> None:
        await pause()


@dataclass(slots=True)
class MemoryLocks:
    """The locks of one process; they end with it."""

    taken: set[str]
    clock: SimulatedClock
    is_missing: bool

    @asynccontextmanager
    async def hold(self, push: str) -> AsyncIterator[Held]:
        await pause()
        if push in self.taken and not self.is_missing:
            raise Taken
        self.taken.add(push)
        try:
            yield _Held(self.clock)
        finally:
            self.taken.discard(push)


@dataclass(slots=True)
class World:
    """All there is. `choice` decides everything, so a seed is a run."""

    choice: random.Random
    missing: Missing
    clock: SimulatedClock
    desk: Desk
    queue: MemoryQueue
    connections: DeskConnections
    pushes: Pushes
    work: Work
    heard: Mapping[str, Reaction]
    scheduler: Scheduler = field(default_factory=Scheduler)
    locked: set[str] = field(default_factory=set)
    at_work: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in PROCESSES})
    requested: list[Queued] = field(default_factory=list)
    frozen: dict[str, datetime] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    kills: int = 0

    def request(self, tickets: int = 1, connections: int = 1, **more: Any) -> Queued:
        """Another document that is to be written into a ticket."""
        queued, command = self.written(tickets, connections, **more)
        at_once(self.ask(queued, command))
        return queued

    def written(self, tickets: int = 1, connections: int = 1, **more: Any) -> tuple[Queued, RequestPush]:
        """Another document, and what is asked for it; nobody did so yet."""
        session, outcome = uuid4(), 1
        name = push_id(session, outcome)
        ticket = str(self.choice.randrange(tickets))
        connection = UUID(int=100 + int(ticket) % connections)
        request = request_of(name, connection, ticket, self.clock(), **more)
        written = self.clock() + timedelta(microseconds=len(self.requested))
        stream = Stream("document", str(session), ACCOUNT, session)
        note = note_of(request, written)
        at_once(self.pushes.log.append(stream, 0, [note], begin(Actor(account_id=ACCOUNT), "documentation")))
        queued = Queued(name, session, ACCOUNT, connection, ticket, written, self.clock())
        self.requested.append(queued)
        return queued, RequestPush(request=request)

    async def ask(self, queued: Queued, command: PushCommand) -> None:
        """What the API does: the log knows it first, then the queue."""
        stream = Stream("push", queued.push, ACCOUNT, queued.session)
        await self.pushes.handle(stream, command, begin(Actor(account_id=ACCOUNT), "psa_sync"))
        await self.queue.put(replace(queued, due_at=self.clock()))

    def hear(self) -> None:
        """The reactions are told of every push, once more."""
        for queued in self.requested:
            for event in at_once(self.pushes.log.load(f"push-{queued.push}")):
                if reaction := self.heard.get(event.type):
                    at_once(reaction(event))

    def step(self) -> None:
        """One thing happens."""
        things: list[tuple[float, Any]] = [
            (10, self.go_on), (4, self.start), (1, self.tick), (0.3, self.kill), (0.1, self.retry_by_hand),
            (0.2, self.resume), (0.1, self.freeze),
        ]  # fmt: skip
        (thing,) = self.choice.choices([thing for _, thing in things], [weight for weight, _ in things])
        thing()

    def go_on(self) -> None:
        tasks = [task for task in self.scheduler.tasks if self.frozen.get(task.process, self.clock()) <= self.clock()]
        if tasks:
            self.scheduler.step(self.choice.choice(tasks))

    def freeze(self) -> None:
        """SIGSTOP: a process stands still, for longer than the PSA may take, and goes on as if nothing had been."""
        self.frozen[self.choice.choice(PROCESSES)] = self.clock() + WINDOW * self.choice.uniform(0, 5)

    def start(self) -> None:
        """A process takes one of the pushes that are due."""
        process = self.choice.choice(PROCESSES)
        due = at_once(self.queue.due(self.clock(), self.at_work[process], 2, 10))
        if due and len(self.at_work[process]) < 8:
            self.begin(process, self.choice.choice(due))

    def queue_is_due(self) -> bool:
        """Whether anything could be begun."""
        return bool(at_once(self.queue.due(self.clock(), (), 2, 1)))

    def begin(self, process: str, queued: Queued) -> None:
        self.at_work[process].add(queued.push)
        self.scheduler.start(process, self._one(queued), lambda _, error: self._ended(process, queued, error))

    async def _one(self, queued: Queued) -> None:
        async with MemoryLocks(self.locked, self.clock, self.missing.lock).hold(queued.push) as held:
            await self.work.go_on(queued, held)

    def _ended(self, process: str, queued: Queued, error: Exception | None) -> None:
        self.at_work[process].discard(queued.push)
        if error is not None and not isinstance(error, Taken):
            self.failures.append(f"{queued.push}: {error!r}")

    def tick(self) -> None:
        """Time goes by: mostly a little while there is something to do, and to the next thing when there is not."""
        self.clock.forward(timedelta(seconds=self.choice.uniform(0, 200 if self.choice.random() < 0.05 else 4)))
        if not self.scheduler.tasks and not self.queue_is_due():
            self.jump()

    def jump(self) -> None:
        """To whatever is due next."""
        later = [row.due_at for row in self.queue.rows.values() if row.due_at > self.clock.now]
        self.clock.now = min(later, default=self.clock.now)

    def kill(self) -> None:
        """kill -9, with everything that the process was doing."""
        at_work = [name for name in PROCESSES if self.at_work[name]]
        if at_work:
            process = self.choice.choice(at_work)
            self.scheduler.kill(process)
            self.at_work[process].clear()
            self.frozen.pop(process, None)
            self.kills += 1

    def retry_by_hand(self) -> None:
        """Somebody is impatient."""
        queued = self.choice.choice(self.requested)
        if self.state(queued).is_over:
            return
        at_once(self.ask(queued, RetryPush(request=None, by=LEAD, at=self.clock())))

    def resume(self) -> None:
        """Somebody has seen to the connections."""
        for connection in list(self.connections.paused):
            self.connections.paused.discard(connection)
            at_once(self.queue.hurry_connection(connection, self.clock()))

    def calm(self) -> None:
        """The storm is over: run until nothing waits any more, jumping to whatever is due next."""
        self.desk.storm, self.desk.is_away = 0, False
        self.desk.next_faults.clear()
        self.frozen.clear()
        self.hear()
        for _ in range(MOST_STEPS):
            self.resume()
            if self.scheduler.tasks:
                self.go_on()
            elif due := at_once(self.queue.due(self.clock(), (), 2, 10)):
                self.begin(PROCESSES[0], due[0])
            elif self.queue.rows:
                self.jump()
            else:
                return
        self.failures.append("it does not come to rest")

    def state(self, queued: Queued) -> Push:
        """How a push stands."""
        push, _ = at_once(self.pushes.load(f"push-{queued.push}"))
        return push  # type: ignore[no-any-return] # of `at_once`, which knows no types


def request_of(name: str, connection: UUID, ticket: str, at: datetime, *, whole: bool = True) -> PushRequested:
    """What a push asks for; `whole`: with a time and a status."""
    return PushRequested(
        connection_id=connection, ticket_id=ticket, outcome=1, kind="resolution_note", note_kind="internal",
        marker=marker_of(name), text=f"Done.\n\n{marker_of(name)}",
        time=WorkTime(start=at - timedelta(hours=1), end=at, hours=1.0) if whole else None,
        status="Closed" if whole else None, member_id=None, member_warning=None, by=None, at=at,
    )  # fmt: skip


def note_of(request: PushRequested, at: datetime) -> NoteWritten:
    """The document that it asks for."""
    return NoteWritten(
        outcome=request.outcome, kind=request.kind, state_version=1, markdown="Done.", edited=False, engine="playbook",
        usage=None, prompt_version=None, prompt_blob=None, at=at,
    )  # fmt: skip


def world(seed: int, missing: Missing = Missing()) -> World:
    """A world in which nothing has happened."""
    choice, clock = random.Random(seed), SimulatedClock()
    desk, queue = Desk(clock, choice), MemoryQueue()
    connections = DeskConnections(desk, blind=missing.look_before_post)
    window = timedelta() if missing.wait_for_the_commit else WINDOW
    retrying = replace(RETRYING, window=window)
    log = SimulatedLog(mutations.NONE)
    pushes = Handler(log, push_decider(window), PUSH_EVENTS)
    looks = Looks(connections, queue, retrying)
    work = Work(pushes, connections, queue, looks, retrying, choice.random)
    reactions = Reactions(pushes, Requests(log, connections.open, clock), queue, clock)
    heard = {} if missing.hearing else subscriptions(reactions)
    return World(choice, missing, clock, desk, queue, connections, pushes, work, heard)


def storm(seed: int, pushes: int, steps: int, missing: Missing = Missing()) -> World:
    """A whole run: that many pushes, a storm of that many steps, and the calm after it."""
    made = world(seed, missing)
    for _ in range(pushes):
        made.request(tickets=max(1, pushes // 4), connections=3, whole=made.choice.random() < 0.5)
    for _ in range(steps):
        made.step()
    made.calm()
    return made


def broken(made: World) -> list[str]:
    """Every push whose note does not stand in its ticket exactly once, and the like."""
    faults = list(made.failures)
    for queued in made.requested:
        push, marker = made.state(queued), marker_of(queued.push)
        times = len([one for one in made.desk.notes.get(queued.ticket, []) if one.marker == marker])
        entries = len([one for one in made.desk.entries.get(queued.ticket, []) if one.marker == marker])
        if times != 1:
            faults.append(f"{queued.push} stands {times} times in the ticket")
        if entries != (push.request.time is not None):
            faults.append(f"{queued.push} has {entries} time entries")
        if push.phase != "succeeded":
            faults.append(f"{queued.push} is {push.phase}: {push.code}")
        if push.duplicates:
            faults.append(f"{queued.push} is said to be there twice")
    return faults + [f"ticket {ticket} is out of order" for ticket in made.desk.notes if not _in_order(made, ticket)]


def _in_order(made: World, ticket: str) -> bool:
    """Whether the notes of a ticket stand in the order in which they were asked for."""
    numbers = {marker_of(queued.push): number for number, queued in enumerate(made.requested)}
    written: list[Written] = sorted(made.desk.notes[ticket], key=lambda one: one.at)
    return [numbers[one.marker] for one in written] == sorted(numbers[one.marker] for one in written)


def one_push(fault: str | None, missing: Missing = Missing()) -> World:
    """One push that a process has begun, and what goes wrong with its note."""
    made = world(1, missing)
    made.desk.storm = 0
    made.desk.next_faults = [fault] if fault else []
    made.begin(PROCESSES[0], made.request())
    return made


def advanced(made: World, awaits: int) -> bool:
    """Advance the one process that is at work; whether it still is."""
    for _ in range(awaits):
        if made.scheduler.tasks:
            made.scheduler.step(made.scheduler.tasks[0])
    return bool(made.scheduler.tasks)


def frozen_at(made: World, awaits: int) -> bool:
    """A process stands still after so many awaits, longer than a PSA may take, and another comes by all the while."""
    if not advanced(made, awaits):
        return False
    task: Task = made.scheduler.tasks.pop()
    for _ in range(4):
        for queued in at_once(made.queue.due(made.clock(), (), 2, 10)):
            made.begin(PROCESSES[1], queued)
        while made.scheduler.tasks:
            made.scheduler.step(made.scheduler.tasks[0])
        made.clock.forward(WINDOW)
    made.scheduler.tasks.append(task)
    return True
