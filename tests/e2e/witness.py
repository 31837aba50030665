"""Whether something came into the log."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count

from shared.testing.waiting import eventually
from tests.e2e.kit import Json, Person, ok

_RATINGS = count()


@dataclass(frozen=True, slots=True)
class Witness:
    """Marks the log with an event of its own; positions are gapless, so two marks tell what lies between."""

    engineer: Person
    operator: Person
    session: str

    async def mark(self) -> int:
        """The position of a fresh mark: everything that was stored before stands before it."""
        body = {"rating": next(_RATINGS) % 5 + 1}
        version = ok(await self.engineer.act(self.session, "rate", body))["version"]
        marks: list[Json] = []

        async def is_numbered() -> bool:
            query = {"session": self.session, "type": "session_rated", "limit": 1}
            marks[:] = ok(await self.operator.get("/admin/events", params=query))
            return bool(marks) and marks[0]["version"] >= version

        await eventually(is_numbered)
        position: int = marks[0]["position"]
        return position

    async def between(self, first: int, second: int) -> list[Json]:
        """The envelopes of what people did between two marks; what follows from it, the system does in its own time."""
        found = ok(await self.operator.get("/admin/events", params={"after": first, "limit": 200}))
        return [event for event in found if event["position"] < second and event["meta"]["actor"] != "system"]

    @asynccontextmanager
    async def nothing_stored(self) -> AsyncIterator[None]:
        """No event comes into the log within the context."""
        before = await self.mark()
        yield
        stored = await self.between(before, await self.mark())
        assert stored == [], stored
