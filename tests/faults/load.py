"""Engineers who work cases while things break: every command under a key, sent again until it is answered."""

import asyncio
import random
from dataclasses import dataclass, field
from uuid import uuid4

import httpx2

from tests.e2e.kit import SESSIONS, Json, Person, straight_answer

AGAIN_SECONDS = 0.3
TEXTS = (
    "Her AD account keeps locking out every few minutes since she changed her password.",
    "The VPN client connects and drops again after about one hour, for all users of the branch.",
    "The espresso machine in the canteen shows E7 and its steam wand only hisses.",
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A command that the API said yes to."""

    session: str
    action: str
    key: str


@dataclass(slots=True)
class Ledger:
    """What the engineers were told. `lies` are answers that contradict each other."""

    accepted: list[Accepted] = field(default_factory=list)
    resolved: set[str] = field(default_factory=set)
    lies: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Worker:
    """One engineer, one case after the other."""

    person: Person
    ledger: Ledger
    choice: random.Random
    enough: asyncio.Event

    async def work(self) -> None:
        """Until told that it is enough; the last case is finished."""
        while not self.enough.is_set():
            await self.work_a_case()

    async def work_a_case(self) -> None:
        """From the problem to the resolution."""
        text = self.choice.choice(TEXTS)
        started = await self.command("start", SESSIONS, {"intake_type": "free_text", "intake_content": {"text": text}})
        session: str = started["session_id"]
        for _ in range(self.choice.randint(1, 4)):
            step = await self.open_step(session)
            if step["content"]["type"] == "resolution_suggestion":
                break
            body = {"step_id": step["step_id"], **straight_answer(step)}
            await self.command("respond", f"{SESSIONS}/{session}/respond", body, session)
        body = {"resolution_summary": "Caused by what we thought, fixed by what we did."}
        await self.command("resolve", f"{SESSIONS}/{session}/resolve", body, session)
        self.ledger.resolved.add(session)

    async def open_step(self, session: str) -> Json:
        """The step that waits for an answer, once there is one."""
        while True:
            response = await self.sent("GET", f"{SESSIONS}/{session}")
            if response.status_code == 200:
                steps = response.json()["steps"]
                if steps and steps[-1]["responded_at"] is None:
                    step: Json = steps[-1]
                    return step
            await asyncio.sleep(AGAIN_SECONDS)

    async def command(self, action: str, path: str, body: Json, session: str | None = None) -> Json:
        """Send a command until it is answered; an answer other than yes is a lie, for nobody else works this case."""
        key = uuid4().hex
        while True:
            response = await self.sent("POST", path, json=body, headers={"Idempotency-Key": key})
            if response.status_code < 300:
                answer: Json = response.json()
                self.ledger.accepted.append(Accepted(session or answer["session_id"], action, key))
                return answer
            if response.status_code < 500 and response.status_code not in {404, 429}:
                self.ledger.lies.append(f"{action}: {response.status_code} {response.text[:300]}")
            await asyncio.sleep(AGAIN_SECONDS)

    async def sent(self, method: str, path: str, **options: object) -> httpx2.Response:
        """A response, whatever it says, from whichever gateway comes up."""
        while True:
            try:
                return await self.person.http.request(method, f"/api/v1{path}", **options)  # type: ignore[arg-type] # passed on
            except httpx2.TransportError:
                await asyncio.sleep(AGAIN_SECONDS)
