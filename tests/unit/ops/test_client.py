"""The command line's client: it sends again what may pass, as long as a person at a terminal would wait."""

import httpx2
import orjson
import pytest

from services.ops import client as client_module
from services.ops.client import Client
from shared.errors import TooManyRequests

BUSY = {"type": "urn:x", "title": "Too many requests", "status": 429, "code": "too_many_requests", "detail": "Slow."}


def refusing(retry_after: int) -> tuple[Client, list[str]]:
    """A client of a server that refuses everything, and the paths that it was asked for."""
    asked: list[str] = []

    def refuse(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return httpx2.Response(429, content=orjson.dumps(BUSY | {"retry_after": retry_after, "request_id": "1"}))

    client = Client("http://nowhere.example")
    client._http = httpx2.Client(base_url="http://nowhere.example", transport=httpx2.MockTransport(refuse))
    return client, asked


def test_given_a_limit_that_ends_soon_when_refused_then_it_waits_that_long_and_asks_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("services.ops.client.time.sleep", waited.append)
    client, asked = refusing(retry_after=3)

    with pytest.raises(TooManyRequests):
        client.get("/flows")

    assert waited == [3.0] * (client_module.TRIES - 1)
    assert len(asked) == client_module.TRIES


def test_given_a_limit_that_ends_late_when_refused_then_the_person_is_told_at_once() -> None:
    client, asked = refusing(retry_after=40)

    with pytest.raises(TooManyRequests) as refusal:
        client.get("/flows")

    assert refusal.value.facts == {"retry_after": 40}
    assert len(asked) == 1
