"""What ticket systems report goes through the gateway byte for byte, without a sign-in, and with a limit."""

import base64
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.types import Scope

from services.gateway.app import create_app
from services.gateway.guard import Guard, rules
from services.gateway.problems import ProblemBoundary
from shared.bus.commands import Request
from shared.errors import NotFound, Problem, TooManyRequests, Unauthenticated, Unavailable

LIMIT = 2_000
ADDRESS = "/bridge/psa/a-token"


@dataclass
class Service:
    """The other end of the bus, and the limits: keeps what it is given, and refuses if it is told to."""

    asked: list[Request] = field(default_factory=list)
    hits: list[str] = field(default_factory=list)
    refusal: Problem | None = None
    full: bool = False

    @property
    def caller(self) -> "Service":
        """The gateway's way to it."""
        return self

    async def command(self, service: str, name: str, request: Request) -> dict[str, Any]:
        """One command."""
        assert (service, name) == ("psa_sync", "receive_callback")
        self.asked.append(request)
        if self.refusal:
            raise self.refusal
        return {"accepted": True}

    async def hit(self, name: str, _: str) -> None:
        """One hit."""
        self.hits.append(name)
        if self.full:
            raise TooManyRequests("too_many_requests", "Slow down.", retry_after=3)


@pytest.fixture
def service() -> Service:
    """A service that takes everything."""
    return Service()


@pytest.fixture
async def client(service: Service) -> AsyncIterator[AsyncClient]:
    """A PSA before the gateway's outermost layers."""
    app = create_app()
    app.state.cases = app.state.limiter = service

    async def admit(_: Scope) -> object:
        raise Unauthenticated("not_signed_in", "Nobody is.")

    special = rules(LIMIT, LIMIT, LIMIT, LIMIT)
    transport = ASGITransport(ProblemBoundary(Guard(app, admit, special)), raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://test") as made:
        yield made


@pytest.mark.parametrize("media", ["application/json", "text/plain; charset=latin-1", "application/x-nothing", None])
@pytest.mark.parametrize("body", [b'{"a": 1, "a": 2}', b"\xff\xfe\x00", b"", b"x" * LIMIT])
async def test_given_any_bytes_of_any_type_when_reported_then_they_go_on_as_they_are(
    client: AsyncClient, service: Service, body: bytes, media: str | None
) -> None:
    headers = {"content-type": media} if media else {}

    answer = await client.post(f"{ADDRESS}?action=updated&id=5", content=body, headers=headers)

    assert (answer.status_code, answer.content) == (204, b"")
    [asked] = service.asked
    assert base64.b64decode(asked.body["body_b64"]) == body
    assert asked.body["token"] == "a-token"  # what stands in the address
    assert asked.body["query"] == {"action": "updated", "id": "5"}
    assert (asked.actor.user_id, asked.actor.account_id.int) == (None, 0)


async def test_given_headers_when_passed_on_then_only_those_that_prove_something_are(
    client: AsyncClient, service: Service
) -> None:
    proofs = {"x-content-signature": "s", "x-hook-signature": "sha1=t", "authorization": "Basic dTpw"}

    await client.post(ADDRESS, content=b"{}", headers={**proofs, "cookie": "session=x", "x-forwarded-for": "1.2.3.4"})

    assert service.asked[0].body["headers"] == proofs


async def test_given_a_body_over_the_limit_when_it_comes_then_nobody_is_asked(
    client: AsyncClient, service: Service
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(10):
            yield b"x" * LIMIT

    announced = await client.post(ADDRESS, content=b"x" * (LIMIT + 1))
    counted = await client.post(ADDRESS, content=endless())

    assert [announced.status_code, counted.status_code] == [413, 413]
    assert announced.headers["content-type"] == "application/problem+json"
    assert service.asked == []


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (Unauthenticated("bad_signature", "No."), 401),
        (NotFound("unknown_callback_address", "No."), 404),
        (Unavailable("service_away", "Later.", retry_after=2), 503),
    ],
)
async def test_given_a_refusal_when_it_comes_back_then_it_is_told_as_a_problem(
    client: AsyncClient, service: Service, refusal: Problem, status: int
) -> None:
    service.refusal = refusal

    answer = await client.post(ADDRESS, content=b"{}")

    assert answer.status_code == status
    assert answer.json()["code"] == refusal.code


async def test_given_too_many_when_another_comes_then_it_waits(client: AsyncClient, service: Service) -> None:
    service.full = True

    answer = await client.post(ADDRESS, content=b"{}")

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "3")
    assert service.hits == ["callbacks"]
    assert service.asked == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_given_another_method_when_it_comes_then_it_is_not_taken(client: AsyncClient, method: str) -> None:
    assert (await client.request(method, ADDRESS)).status_code == 405


async def test_given_the_api_s_description_when_read_then_the_bridge_is_in_it() -> None:
    operation = create_app().openapi()["paths"]["/bridge/psa/{token}"]["post"]

    assert operation["security"] == []
    assert "204" in operation["responses"]
    assert "application/json" in operation["requestBody"]["content"]
