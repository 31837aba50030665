"""Engineers at work, in a process of their own: `python -m tests.bench.engineers URL SECONDS`.

Prints one JSON object: how many seconds each answer took to bring the next step, and how many brought none.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import httpx2
import uvloop

from services.ops.demo import ADMIN, PASSWORD
from shared.ids import new_id

ENGINEERS = 80
ANSWERS_A_SECOND = 20
EACH_SECONDS = ENGINEERS / ANSWERS_A_SECOND
SECRET = "a-long-enough-password"
PROBLEMS = (
    "Outlook asks for the password again and again since this morning, on one PC only",
    "VPN drops every ten minutes for everybody at the branch office",
    "The printer on the second floor is shown as offline and prints nothing",
    "A user's account is locked again an hour after each unlock",
)


@dataclass(slots=True)
class Engineer:
    """One engineer with a session that never ends."""

    number: int
    http: httpx2.AsyncClient
    seconds: list[float] = field(default_factory=list)
    missed: int = 0
    session: str = ""
    step: dict[str, Any] | None = None

    async def sign_in(self, email: str, password: str) -> None:
        """As that user."""
        answer = await self._post("/auth/login", {"email": email, "password": password})
        self.http.headers["Authorization"] = f"Bearer {answer['access_token']}"

    async def start(self) -> None:
        """Begin a session."""
        content = {"text": f"{PROBLEMS[self.number % len(PROBLEMS)]} ({new_id()})"}
        case = await self._post("/ai-sessions", {"intake_type": "free_text", "intake_content": content})
        self.session, self.step = case["session_id"], case["first_step"]

    async def work(self, begin: float, until: float) -> None:
        """Answer every `EACH_SECONDS`, in turn with the others."""
        due = begin + self.number / ANSWERS_A_SECOND
        while due < until:
            await asyncio.sleep(due - time.monotonic())
            await self._turn()
            due += EACH_SECONDS

    async def _turn(self) -> None:
        if self.step is None or self.step["step_order"] >= 28:
            await self.start()
        if self.step is None:
            self.missed += 1
            return
        began = time.perf_counter()
        answer = await self._post(f"/ai-sessions/{self.session}/respond", _answer(self.step))
        self.step = answer["next_step"]
        if self.step is None:
            self.missed += 1
        else:
            self.seconds.append(time.perf_counter() - began)

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = await self.http.post(path, json=body)
        if response.status_code >= 300:
            raise RuntimeError(f"{path}: {response.status_code} {response.text[:300]}")
        answer: dict[str, Any] = response.json()
        return answer


def _answer(step: dict[str, Any]) -> dict[str, Any]:
    """The first option of a question; nothing else ever helps."""
    if step["content"]["type"] == "question" and step["options"]:
        return {"step_id": step["step_id"], "selected_option": step["options"][0]["value"]}
    if step["content"]["type"] == "question":
        return {"step_id": step["step_id"], "free_text_input": "Nothing to see there."}
    return {"step_id": step["step_id"], "action_result": {"success": False, "details": "It is as before."}}


async def main(url: str, seconds: float) -> None:
    """Make the users, start their sessions, let them work."""
    engineers = [Engineer(n, httpx2.AsyncClient(base_url=url + "/api/v1", timeout=75)) for n in range(ENGINEERS)]
    admin = Engineer(-1, httpx2.AsyncClient(base_url=url + "/api/v1", timeout=75))
    await admin.sign_in(ADMIN, PASSWORD)
    for engineer in engineers:
        email = f"engineer-{new_id()}@bench.example"
        user = {"email": email, "name": f"Engineer {engineer.number}", "role": "engineer", "password": SECRET}
        await admin._post("/users", user)
        await engineer.sign_in(email, SECRET)
        await engineer.start()
    print("ready", flush=True)
    begin = time.monotonic() + 1.0
    await asyncio.gather(*(engineer.work(begin, begin + seconds) for engineer in engineers))
    taken = [second for engineer in engineers for second in engineer.seconds]
    print(json.dumps({"seconds": taken, "missed": sum(engineer.missed for engineer in engineers)}), flush=True)
    for engineer in (admin, *engineers):
        await engineer.http.aclose()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], float(sys.argv[2])))
