"""A client of the API, as small as one can be: people who sign in, start cases and answer steps."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx2

from services.ops.demo import PASSWORD
from shared.testing.waiting import PATIENCE, eventually

API = "/api/v1"
SESSIONS = "/ai-sessions"
PROBLEM = "application/problem+json"

Json = dict[str, Any]
LOCKOUT = (
    "Her AD account keeps locking out every few minutes since she changed her password. Event 4740 on the PDC emulator."
)
"""The flow about account lockouts fits this: a guided case."""
UNHEARD_OF = "The espresso machine in the canteen shows E7 and its steam wand only hisses."
"""No flow fits this."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    http: httpx2.AsyncClient
    profile: Json = field(default_factory=dict)
    tokens: Json = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Their user id."""
        value: str = self.profile["id"]
        return value

    async def get(self, path: str, **options: Any) -> httpx2.Response:
        """Read; `path` is below the API's root."""
        return await self.http.get(API + path, **options)

    async def post(self, path: str, body: Any = None, **options: Any) -> httpx2.Response:
        """Command; without a body none is sent."""
        return await self.http.post(API + path, **({} if body is None else {"json": body}), **options)

    async def patch(self, path: str, body: Any) -> httpx2.Response:
        """Change."""
        return await self.http.patch(API + path, json=body)

    async def start(self, text: str | None = None, intake_type: str = "free_text", **more: Any) -> Json:
        """Start a session that must start, and wait for its first step."""
        content = more.pop("content", {"text": text})
        body = {"intake_type": intake_type, "intake_content": content, **more}
        started: Json = ok(await self.post(SESSIONS, body), status=201)
        return started

    async def respond(self, session: str, step: Json, **answer: Any) -> Json:
        """Answer a step, which must be taken, and wait for the next."""
        answered: Json = ok(await self.act(session, "respond", {"step_id": step["step_id"], **answer}))
        return answered

    async def act(self, session: str, action: str, body: Any = None, **options: Any) -> httpx2.Response:
        """A command to a session."""
        return await self.post(f"{SESSIONS}/{session}/{action}", body, **options)

    async def case(self, session: str, **options: Any) -> Json:
        """The session in full."""
        found: Json = ok(await self.get(f"{SESSIONS}/{session}", **options))
        return found

    async def until_case(self, session: str, enough: Callable[[Json], bool]) -> Json:
        """The session in full, once it is so."""
        found: Json = {}

        async def is_enough() -> bool:
            found.update(await self.case(session))
            return enough(found)

        await eventually(is_enough)
        return found


def ok(response: httpx2.Response, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert response.status_code == status, (response.status_code, response.text[:2000])
    return response.json()


def refused(response: httpx2.Response, status: int, code: str | None = None) -> Json:
    """The problem that an answer must tell: its media type, its code, the request's id in body and header."""
    assert response.status_code == status, (response.status_code, response.text[:2000])
    assert response.headers["content-type"] == PROBLEM
    problem: Json = response.json()
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert problem["title"]
    assert problem["detail"]
    assert problem["type"].endswith(problem["code"])
    if code is not None:
        assert problem["code"] == code
    return problem


def straight_answer(step: Json) -> Json:
    """The answer of an engineer for whom everything goes well: the first option, the action done."""
    if step["content"]["type"] == "question":
        first = step["options"][0]["value"] if step["options"] else None
        return {"selected_option": first} if first else {"free_text_input": "since this morning"}
    return {"action_result": {"success": True, "details": "as expected"}}


async def to_suggestion(person: Person, started: Json) -> tuple[Json, Sequence[Json]]:
    """Answer straight on until a resolution is suggested: that step, and the answers on the way."""
    step, answers = started["first_step"], []
    while step["content"]["type"] != "resolution_suggestion":
        answers.append(await person.respond(started["session_id"], step, **straight_answer(step)))
        step = answers[-1]["next_step"]
    return step, answers


@asynccontextmanager
async def client(url: str, **options: Any) -> AsyncIterator[httpx2.AsyncClient]:
    """An HTTP client of the product."""
    limits = httpx2.Limits(max_connections=50)
    async with httpx2.AsyncClient(base_url=url, timeout=PATIENCE, limits=limits, **options) as http:
        yield http


class Again(httpx2.Auth):
    """Signs in again where a token has expired: a suite lasts longer than one is good for."""

    def __init__(self, sign_in: httpx2.Request, token: str) -> None:
        self._sign_in = sign_in
        self._token = token

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        """See httpx2.Auth."""
        if "authorization" in request.headers:
            yield request
            return
        request.headers["authorization"] = f"Bearer {self._token}"
        answer = yield request
        if answer.status_code == 401 and b"token_expired" in await answer.aread():
            again = yield self._sign_in
            await again.aread()
            self._token = ok(again)["access_token"]
            request.headers["authorization"] = f"Bearer {self._token}"
            yield request


@asynccontextmanager
async def signed_in(url: str, email: str, password: str = PASSWORD) -> AsyncIterator[Person]:
    """Sign in."""
    async with client(url) as http:
        sign_in = http.build_request("POST", f"{API}/auth/login", json={"email": email, "password": password})
        tokens = ok(await http.send(sign_in))
        http.auth = Again(sign_in, tokens["access_token"])
        yield Person(http, tokens["user"], tokens)


@asynccontextmanager
async def newcomer(url: str, admin: Person, role: str, **more: Any) -> AsyncIterator[Person]:
    """A fresh user of the administrator's account, signed in: nobody else's limits and cases."""
    email = f"{uuid4().hex}@demo.example"
    body = {"email": email, "name": "Robin Newcomer", "role": role, "password": PASSWORD, **more}
    ok(await admin.post("/users", body), status=201)
    async with signed_in(url, email) as person:
        yield person
