"""The demo's PSA as somebody who works in it sees it: tickets, notes, time."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from services.ops.demo import TICKETS_FOLDER
from services.ops.demo.ticket_system import CLIENT_ID, COMPANY
from shared.testing.waiting import PATIENCE
from tests.e2e.kit import Json, Person, ok
from tests.e2e.product import Product

API = "/v4_6_release/apis/3.0"


@dataclass(frozen=True, slots=True)
class Desk:
    """The PSA's API, signed in with `keys`; `connection` is the demo's connection with it."""

    http: httpx2.AsyncClient
    connection: str
    keys: Sequence[str]

    async def open_ticket(self, summary: str, board: str = "Help Desk", text: str = "It began today.") -> str:
        """A new ticket; its number."""
        body = {"summary": summary, "board": {"name": board}, "initialDescription": text}
        return str(ok(await self.http.post(f"{API}/service/tickets", json=body), status=201)["id"])

    async def ticket(self, number: str) -> Json:
        """A ticket as it stands."""
        found: Json = ok(await self.http.get(f"{API}/service/tickets/{number}"))
        return found

    async def set_status(self, number: str, status: str) -> None:
        """Move a ticket on."""
        change = [{"op": "replace", "path": "status", "value": {"name": status}}]
        ok(await self.http.patch(f"{API}/service/tickets/{number}", json=change))

    async def write(self, number: str, text: str) -> None:
        """Write an internal note."""
        body = {"text": text, "internalAnalysisFlag": True}
        ok(await self.http.post(f"{API}/service/tickets/{number}/notes", json=body), status=201)

    async def notes(self, number: str, containing: str = "") -> list[Json]:
        """A ticket's notes, of people and of ours."""
        found = ok(await self.http.get(f"{API}/service/tickets/{number}/notes", params={"pageSize": 200}))
        return [note for note in found if containing in note["text"]]

    async def hours(self, number: str) -> list[float]:
        """Time booked on a ticket."""
        wanted: dict[str, str | int] = {"conditions": f"chargeToId={number}", "pageSize": 200}
        return [entry["actualHours"] for entry in ok(await self.http.get(f"{API}/time/entries", params=wanted))]


@asynccontextmanager
async def open_desk(product: Product, admin: Person) -> AsyncIterator[Desk]:
    """The demo's PSA, with the keys that the product keeps of it."""
    keys: Sequence[str] = json.loads((product.data_dir / TICKETS_FOLDER / "keys.json").read_text())
    [connection] = ok(await admin.get("/psa/connections"))
    auth = httpx2.BasicAuth(f"{COMPANY}+{keys[0]}", keys[1])
    async with httpx2.AsyncClient(
        base_url=connection["base_url"], auth=auth, headers={"clientId": CLIENT_ID}, timeout=PATIENCE
    ) as http:
        yield Desk(http, connection["id"], keys)
