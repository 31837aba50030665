import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.datastructures import Headers
from starlette.types import Message, Scope

from services.gateway.guard import MIB, Pace
from tests.unit.gateway.edge_app import assert_refused, edge_app, edge_client

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
NOTE = b'{"text":"a"}'

MEDIA_NOT_TAKEN = {
    "text/plain": "text/plain",
    "a form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data; boundary=x",
    "XML": "application/xml",
    "UTF-7": "application/json; charset=utf-7",
    "UTF-16": "application/json; charset=utf-16",
    "latin-1": "application/json; charset=iso-8859-1",
    "two charsets": "application/json; charset=utf-8; charset=utf-16",
    "a JSON dialect": "application/vnd.api+json",
    "nothing": "",
}


@pytest.mark.parametrize("kind", MEDIA_NOT_TAKEN)
async def test_given_another_media_type_when_a_body_is_sent_then_415(kind: str) -> None:
    app = edge_app()
    async with edge_client(app) as client:
        response = await client.post("/notes", content=NOTE, headers={"content-type": MEDIA_NOT_TAKEN[kind]})
    assert_refused(response, 415)
    assert app.state.seen == []


@pytest.mark.parametrize(
    "media", ["application/json", "Application/JSON; Charset=UTF-8", 'application/json;charset="utf-8"']
)
async def test_given_json_in_utf8_when_it_is_sent_then_it_arrives(media: str) -> None:
    async with edge_client(edge_app()) as client:
        response = await client.post("/notes", content=NOTE, headers={"content-type": media})
    assert response.status_code == 200


async def test_given_a_compressed_body_when_it_is_sent_then_415_and_it_is_not_unpacked() -> None:
    async with edge_client(edge_app()) as client:
        headers = {"content-type": "application/json", "content-encoding": "gzip"}
        assert_refused(await client.post("/notes", content=b"\x1f\x8b", headers=headers), 415)


async def test_given_a_command_without_a_body_when_it_is_sent_then_no_media_type_is_asked_for() -> None:
    async with edge_client(edge_app()) as client:
        assert (await client.post("/pause")).status_code == 200


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("multipart/form-data; boundary=abc", b"--abc--", 200),
        ("multipart/form-data", b"--abc--", 400),
        ("multipart/form-data; boundary=" + "a" * 100, b"--abc--", 400),
        ("application/json", NOTE, 415),
    ],
)
async def test_given_an_upload_when_it_is_sent_then_only_multipart_is_taken(
    media: str, body: bytes, status: int
) -> None:
    async with edge_client(edge_app()) as client:
        response = await client.post("/uploads", content=body, headers={"content-type": media})
    assert response.status_code == status


@pytest.mark.parametrize(("body", "status"), [(b"flows: []", 200), (b"a: \xff", 400), (b"a: \0", 400)])
async def test_given_yaml_where_it_is_taken_when_it_is_sent_then_it_must_be_clean_text(
    body: bytes, status: int
) -> None:
    async with edge_client(edge_app()) as client:
        response = await client.post("/import", content=body, headers={"content-type": "application/yaml"})
    assert response.status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"traceparent": "abc"},
        {"traceparent": "abc\r\nNats-Msg-Id: forged"},
        {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01\n"},
        {"traceparent": f"00-{'0' * 32}-00f067aa0ba902b7-01"},
        {"traceparent": f"ff-{TRACE}-00f067aa0ba902b7-01"},
        {"traceparent": f"00-{TRACE.upper()}-00f067aa0ba902b7-01"},
        {"tracestate": "x" * 600},
        {"idempotency-key": "k" * 10_000},
        {"idempotency-key": ""},
        {"idempotency-key": "two words"},
        {"if-match": "x" * 500},
        {"last-event-id": "x" * 500},
        {"x-anything": "a\x00b"},
        {"x-anything": "a\x7fb"},
    ],
)
async def test_given_a_malformed_header_when_it_is_sent_then_400(headers: dict[str, str]) -> None:
    async with edge_client(edge_app()) as client:
        assert_refused(await client.post("/notes", json={"text": "a"}, headers=headers), 400)


@pytest.mark.parametrize("key", ["schl\u00fcssel", "\u30ad\u30fc", "\u200b"])
async def test_given_an_idempotency_key_that_is_not_ascii_when_it_is_sent_then_400(key: str) -> None:
    async with edge_client(edge_app()) as client:
        headers = [(b"idempotency-key", key.encode()), (b"content-type", b"application/json")]
        assert_refused(await client.post("/notes", content=NOTE, headers=headers), 400)


@pytest.mark.parametrize("name", ["authorization", "idempotency-key", "content-type", "if-match", "content-length"])
async def test_given_a_header_twice_when_only_one_can_hold_then_400(name: str) -> None:
    async with edge_client(edge_app()) as client:
        headers = [("content-type", "application/json"), (name, "12"), (name, "12")]
        assert_refused(await client.post("/notes", content=NOTE, headers=headers), 400)


async def test_given_good_headers_when_they_are_sent_then_they_pass() -> None:
    headers = {
        "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01",
        "idempotency-key": "8e03978e-40d5-43e8-bc93-6894a57f9324",
        "prefer": "respond-async, wait=5",
        "user-agent": "M\u00fcnchen/1.0",
    }
    async with edge_client(edge_app()) as client:
        encoded = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
        response = await client.post("/notes", json={"text": "a"}, headers=encoded)
    assert response.status_code == 200, response.text


async def test_given_too_many_headers_when_they_are_sent_then_431() -> None:
    async with edge_client(edge_app()) as client:
        assert_refused(await client.get("/notes", headers={"x-filler": "a" * 40_000}), 431)
        assert_refused(await client.get("/notes", headers={f"x-{number}": "a" for number in range(200)}), 431)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/notes?q=" + "a" * 20_000, 414),
        ("/" + "a" * 9_000, 414),
        ("/notes?q=%00", 400),
        ("/notes/%00", 400),
        ("/notes?q=%ff", 400),
        ("/notes?q=%ed%a0%80", 400),
        ("/notes/%c0%af", 400),
        ("/notes?" + "&".join(["a=1"] * 200), 400),
        ("/notes?access_token=abc", 400),
        ("/notes?q=1&Token=abc", 400),
        ("/notes?%61ccess_token=abc", 400),
        ("/notes?api_key=rf_abc", 400),
        ("/notes/..%2f..%2fetc%2fpasswd", 404),
        ("/notes/not-a-uuid", 404),
        ("/notes/' or 1=1 --", 404),
        ("/nowhere", 404),
        ("/notes?limit=abc", 422),
        ("/notes?limit=0", 422),
        ("/notes?limit=" + "9" * 5000, 422),
        ("/notes?since=2026-03-29T02:30:00", 422),
        ("/notes?since=tomorrow", 422),
    ],
)
async def test_given_a_bad_address_when_it_is_asked_for_then_it_is_refused(address: str, status: int) -> None:
    async with edge_client(edge_app()) as client:
        assert_refused(await client.get(address), status)


async def test_given_a_page_of_a_million_when_it_is_asked_for_then_it_is_cut_to_the_largest() -> None:
    async with edge_client(edge_app()) as client:
        assert (await client.get("/notes?limit=1000000")).json()["limit"] == 200


async def test_given_search_wildcards_when_they_are_asked_for_then_they_arrive_as_text() -> None:
    async with edge_client(edge_app()) as client:
        assert (await client.get("/notes", params={"q": "%_%_%"})).json()["q"] == "%_%_%"


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "DELETE", "HEAD", "OPTIONS", "PUT"])
async def test_given_a_method_that_is_not_taken_when_it_is_sent_then_405(method: str) -> None:
    async with edge_client(edge_app()) as client:
        response = await client.request(method, "/notes")
    assert response.status_code == 405
    assert method == "HEAD" or response.json()["code"]


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
async def test_given_a_method_override_when_it_is_sent_then_405(name: str) -> None:
    app = edge_app()
    async with edge_client(app) as client:
        assert_refused(await client.post("/notes", json={"text": "a"}, headers={name: "DELETE"}), 405)
    assert app.state.seen == []


async def _order_of(headers: dict[str, str], chunks: int) -> tuple[list[str], dict[str, str]]:
    """What the application asked for and sent, in order, while a body of 64 KiB chunks was on offer."""
    order: list[str] = []
    answered: dict[str, str] = {}

    async def receive() -> Message:
        order.append("read")
        return {"type": "http.request", "body": b"A" * 65_536, "more_body": order.count("read") < chunks}

    async def send(message: Message) -> None:
        order.append(message["type"])
        if message["type"] == "http.response.start":
            answered.update({"status": str(message["status"]), **Headers(raw=message["headers"])})

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: Scope = {"type": "http", "method": "POST", "path": "/notes", "query_string": b"", "headers": raw}
    await edge_app()(scope, receive, send)
    return order, answered


async def test_given_a_body_over_the_limit_when_it_is_announced_then_413_before_a_byte_of_it_is_read() -> None:
    order, answered = await _order_of({"content-type": "application/json", "content-length": str(50 * MIB)}, 800)
    assert answered["status"] == "413"
    assert answered["connection"] == "close"
    assert order[:2] == ["http.response.start", "http.response.body"]


async def test_given_a_body_without_an_end_when_it_comes_in_chunks_then_413_at_the_limit() -> None:
    headers = {"content-type": "application/json", "transfer-encoding": "chunked"}
    order, answered = await _order_of(headers, 1_000_000)
    assert answered["status"] == "413"
    assert order.index("http.response.start") == 17
    assert order.count("read") < 1_100


async def test_given_characters_of_four_bytes_when_they_are_sent_then_bytes_are_counted() -> None:
    async with edge_client(edge_app()) as client:
        assert_refused(await client.post("/notes", json={"text": "\U0001f600" * 262_144}), 413)


async def test_given_a_body_that_drips_when_its_time_is_up_then_408() -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b'{"text":"'
        await asyncio.Event().wait()

    async with edge_client(edge_app(Pace(grace_seconds=0.05))) as client:
        response = await client.post("/notes", content=body(), headers={"content-type": "application/json"})
    assert_refused(response, 408, "body_too_slow")


async def test_given_a_large_body_when_nobody_is_signed_in_then_401_and_it_is_not_read() -> None:
    large = b'{"text":"' + b"A" * 2 * MIB + b'"}'
    async with edge_client(edge_app()) as client:
        headers = {"content-type": "application/json"}
        assert_refused(await client.post("/start", content=large, headers=headers), 401)
        response = await client.post("/start", content=large, headers=headers | {"authorization": "Bearer good"})
    assert response.status_code == 200


async def test_given_large_bodies_over_the_budget_when_they_come_at_once_then_some_are_told_to_wait() -> None:
    large = b'{"text":"' + b"A" * 3 * MIB + b'"}'
    headers = {"content-type": "application/json", "authorization": "Bearer good"}
    async with edge_client(edge_app(budget=7 * MIB)) as client:
        answers = await asyncio.gather(*(client.post("/start", content=large, headers=headers) for _ in range(6)))
        assert {answer.status_code for answer in answers} == {200, 503}
        assert (await client.post("/start", content=large, headers=headers)).status_code == 200


async def test_given_a_fault_of_ours_when_it_escapes_then_500_says_nothing_but_the_request_id() -> None:
    async with edge_client(edge_app()) as client:
        response = await client.get("/broken", headers={"x-request-id": "my-own.id"})
    assert_refused(response, 500, "internal_error")
    assert response.headers["x-request-id"] == "my-own.id"
    assert "customer" not in response.text


async def test_given_an_insane_request_id_when_it_is_sent_then_another_is_given() -> None:
    async with edge_client(edge_app()) as client:
        response = await client.get("/notes", headers={"x-request-id": "a b <script>"})
    assert len(response.headers["x-request-id"]) == 36
