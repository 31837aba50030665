"""Nasty words where tickets are sought and connections and webhook endpoints are made: refused, or plain data."""

import json
from typing import Any

import httpx2
import pytest

from tests.e2e.kit import API, Json, Person, refused
from tests.e2e.test_nasty_inputs import items, value_of

KEYS = {"public_key": "a", "private_key": "b", "client_id": "c"}
CONNECTION: Json = {
    "provider": "connectwise", "name": "Main", "base_url": "https://na.myconnectwise.net", "company": "acme",
    "credentials": KEYS,
}  # fmt: skip
INSIDE = (
    "http://na.myconnectwise.net", "https://127.0.0.1", "https://169.254.169.254/latest", "https://[::1]",
    "https://user:word@na.myconnectwise.net", "https://na.myconnectwise.net.evil.example", "file:///etc/passwd",
    "https://localhost", "javascript:alert(1)", "//na.myconnectwise.net",
)  # fmt: skip


async def send(person: Person, path: str, body: Json) -> httpx2.Response:
    """A body as bytes that no client library has smoothed."""
    content = json.dumps(body).encode()
    return await person.http.post(API + path, content=content, headers={"content-type": "application/json"})


def refused_or(answer: httpx2.Response, status: int) -> bool:
    """Whether it was taken; anything but that is a refusal for a reason of the caller's."""
    if answer.status_code == status:
        return True
    assert 400 <= answer.status_code < 500, answer.text
    refused(answer, answer.status_code)
    return False


@pytest.mark.parametrize("item", items("body.text"))
async def test_given_nasty_words_when_tickets_are_sought_then_they_are_words(engineer: Person, item: Json) -> None:
    text: Any = value_of(item)
    try:
        sought = {"q": str(text)[:200], "board": str(text)[:50]}
        answer = await engineer.get("/psa/tickets", params=sought)
    except UnicodeEncodeError:
        pytest.skip("no client can put a lone surrogate into an address")
    refused_or(answer, 200)


@pytest.mark.parametrize("item", items("body.text"))
async def test_given_nasty_words_when_things_are_named_by_them_then_they_are_refused_or_kept_as_they_are(
    rival: Person, item: Json
) -> None:
    text: Any = value_of(item)
    text = text[:100] if isinstance(text, str) else text
    made = await send(
        rival, "/psa/connections", {**CONNECTION, "name": text, "credentials": {**KEYS, "client_id": "x"}}
    )
    if refused_or(made, 201):
        assert made.json()["name"] == text.strip()
        await rival.http.delete(f"{API}/psa/connections/{made.json()['id']}")
    made = await send(rival, "/webhook-endpoints", {"url": "https://hooks.example/x", "description": text})
    if refused_or(made, 201):
        assert made.json()["description"] == text.strip()
        await rival.http.delete(f"{API}/webhook-endpoints/{made.json()['id']}")


@pytest.mark.parametrize("address", INSIDE)
async def test_given_an_address_inside_or_elsewhere_when_it_is_given_then_it_is_refused(
    rival: Person, address: str
) -> None:
    refused(await send(rival, "/psa/connections", {**CONNECTION, "base_url": address}), 422)


@pytest.mark.parametrize("keys", [
    {}, {"public_key": "a"}, {**KEYS, "other": "x"}, {**KEYS, "client_id": ""}, {**KEYS, "client_id": None},
    {**KEYS, "client_id": "x" * 1001}, {**KEYS, "client_id": "a\r\nb: c"}, {**KEYS, "client_id": ["x"]}, "keys",
])  # fmt: skip
async def test_given_keys_that_are_none_when_a_connection_is_made_then_it_is_refused_without_repeating_them(
    rival: Person, keys: Any
) -> None:
    answer = await send(rival, "/psa/connections", {**CONNECTION, "credentials": keys})
    refused(answer, 422)
    assert "b: c" not in answer.text
    assert "xxxx" not in answer.text
