"""A PSA that fails in every way there is, as exactly as the simulation needs it: to commit late, to lose, to refuse."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from services.psa_sync.connections.events import ConnectionContent, PushSettings
from services.psa_sync.ports import (
    Away,
    Busy,
    FoundNote,
    NewNote,
    NewTimeEntry,
    NoConnection,
    Opened,
    Provider,
    Refused,
    Unauthorized,
    Unclear,
)
from services.psa_sync.tickets.events import TicketSeen
from tests.simulation.scheduler import SimulatedClock, pause
from tests.unit.psa_sync.tickets.examples import seen

WINDOW = timedelta(seconds=120)
"""W: what the PSA was sent, it commits within this time, or never."""
HARMLESS = ("away", "busy", "conflict", "unauthorized")
UNCLEAR = ("timeout before", "timeout after", "late commit", "error before", "error after", "slow")
FAULTS = (*HARMLESS, *UNCLEAR)


@dataclass(frozen=True, slots=True)
class Written:
    """Something that stands in a ticket from a moment on. `over` which connection it came."""

    id: str
    marker: str
    at: datetime
    over: UUID


@dataclass(slots=True)
class Desk:
    """The PSA. `fault` says what goes wrong with the next request, `lateness` when it commits after all."""

    clock: SimulatedClock
    choice: random.Random
    storm: float = 0.4
    is_away: bool = False
    refuses: bool = False
    next_faults: list[str] = field(default_factory=list)
    lateness: timedelta = WINDOW * 0.99
    notes: dict[str, list[Written]] = field(default_factory=dict)
    entries: dict[str, list[Written]] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)
    asked: int = 0

    def fault(self, among: tuple[str, ...]) -> str | None:
        """What goes wrong now."""
        if self.is_away:
            return "away"
        if self.next_faults:
            return self.next_faults.pop(0) if self.next_faults[0] in among else None
        return self.choice.choice(among) if self.choice.random() < self.storm else None

    def commit(self, kind: dict[str, list[Written]], ticket: str, marker: str, over: UUID, after: timedelta) -> str:
        """Write it, as everybody sees after that time; whoever asked for it may be dead by then."""
        written = Written(f"n{self.asked}-{len(kind.get(ticket, []))}", marker, self.clock() + after, over)
        kind.setdefault(ticket, []).append(written)
        return written.id

    def seen(self, kind: dict[str, list[Written]], ticket: str, marker: str) -> list[Written]:
        """What stands there by now."""
        there = [one for one in kind.get(ticket, []) if one.marker == marker and one.at <= self.clock()]
        return sorted(there, key=lambda one: one.at)


@dataclass(slots=True)
class DeskProvider:
    """One connection with it. `blind` finds nothing, whatever is there: a mutation."""

    desk: Desk
    connection: UUID
    blind: bool = False

    async def find_notes(self, ticket_id: str, marker: str) -> tuple[FoundNote, ...]:
        await self._ask()
        if self.blind:
            return ()
        return tuple(FoundNote(one.id, one.at) for one in self.desk.seen(self.desk.notes, ticket_id, marker))

    async def find_time_entries(self, ticket_id: str, marker: str) -> tuple[str, ...]:
        await self._ask()
        return () if self.blind else tuple(one.id for one in self.desk.seen(self.desk.entries, ticket_id, marker))

    async def add_note(self, ticket_id: str, note: NewNote) -> str:
        return await self._write(self.desk.notes, ticket_id, note.marker)

    async def add_time_entry(self, ticket_id: str, entry: NewTimeEntry) -> str:
        return await self._write(self.desk.entries, ticket_id, entry.marker)

    async def set_status(self, ticket_id: str, status: str) -> bool:
        await self._ask()
        had = self.desk.statuses.get(ticket_id)
        self.desk.statuses[ticket_id] = status
        await pause()
        return had != status

    async def ticket(self, ticket_id: str) -> TicketSeen:
        await self._ask()
        return seen(id=ticket_id, closed=self.desk.statuses.get(ticket_id) == "Closed")

    async def _ask(self) -> None:
        """A request that changes nothing."""
        await pause()
        self.desk.asked += 1
        self._raise(self.desk.fault(("away", "busy", "unauthorized", "timeout before")) if self.desk.storm else None)
        await pause()

    async def _write(self, kind: dict[str, list[Written]], ticket: str, marker: str) -> str:
        """A request that changes something: it is on its way, it has arrived, the reply is on its way."""
        await pause()
        desk = self.desk
        desk.asked += 1
        fault = "refused" if desk.refuses else desk.fault(FAULTS)
        if fault in (*HARMLESS, "refused", "timeout before", "error before"):
            await pause()
            self._raise(fault)
        late = desk.lateness * desk.choice.random() if fault in ("late commit", "slow") else timedelta()
        id_ = desk.commit(kind, ticket, marker, self.connection, late)
        await pause()
        self._raise(fault)
        return id_

    def _raise(self, fault: str | None) -> None:
        if fault is not None:
            self.desk.met.add(fault)
        match fault:
            case "away":
                raise Away("not_connected", "The PSA cannot be reached.")
            case "busy":
                raise Busy("busy", "The PSA wants to be asked less.", timedelta(seconds=7))
            case "conflict":
                raise Refused("conflict", "Somebody changed this in the PSA at the same time.")
            case "refused":
                raise Refused("forbidden", "The keys may not do this in the PSA.")
            case "unauthorized":
                raise Unauthorized("unauthorized", "The PSA does not accept the keys.")
            case "timeout before" | "timeout after" | "late commit" | "slow":
                raise Unclear("no_reply", "The PSA did not answer in time.")
            case "error before" | "error after":
                raise Unclear("server_error", "The PSA failed.")
            case _:
                pass


@dataclass(slots=True)
class DeskConnections:
    """The connections with it, by id; all of one account."""

    desk: Desk
    blind: bool = False
    paused: set[UUID] = field(default_factory=set)
    removed: set[UUID] = field(default_factory=set)

    async def open(self, account: UUID, connection: UUID | None) -> Opened:
        await pause()
        if connection is None or connection in self.removed:
            raise NoConnection("removed")
        if connection in self.paused:
            raise NoConnection("paused")
        provider = cast(Provider, cast(Any, DeskProvider(self.desk, connection, self.blind)))
        return Opened(connection, account, CONTENT, provider, {})

    async def pause(self, account: UUID, connection: UUID) -> bool:
        await pause()
        self.paused.add(connection)
        return True


CONTENT = ConnectionContent(
    provider="connectwise", name="Desk", base_url="https://psa.example", company="demo", push=PushSettings()
)
