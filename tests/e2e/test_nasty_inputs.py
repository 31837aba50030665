"""Known nasty inputs, each where it hurts most: refused in time or taken as plain data, never a failure of ours."""

import asyncio
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx2
import psutil
import pytest

from tests.e2e.kit import API, LOCKOUT, SESSIONS, Json, Person, refused
from tests.e2e.pictures import png_bomb, upload, zip_bomb
from tests.e2e.product import Product
from tests.e2e.raw import RawAnswer, connection, exchange, read_answer, request
from tests.e2e.witness import Witness

ITEMS: Mapping[str, Json] = {
    item["id"]: item for item in json.loads((Path(__file__).parent / "data" / "nasty_inputs.json").read_text("utf-8"))
}
SECONDS = 20.0
"""Whatever grows faster than its input would take longer, however busy the machine is."""


def items(*targets: str) -> list[Any]:
    """The items of these targets."""
    return [pytest.param(item, id=key) for key, item in ITEMS.items() if item["target"] in targets]


def value_of(item: Json) -> Any:
    """The item's value; what is large or no text is written as an expression in the file."""
    return eval(item["gen"]) if "gen" in item else item["value"]  # an expression of ours, not of a customer


async def timed(answering: Any) -> tuple[Any, float]:
    began = time.monotonic()
    answer = await answering
    return answer, time.monotonic() - began


async def send_text(person: Person, text: str, headers: Mapping[str, str]) -> tuple[httpx2.Response, float]:
    """Start a session with a text, as bytes that no client library has smoothed."""
    content = json.dumps({"intake_type": "free_text", "intake_content": {"text": text}}).encode()
    sent = {"content-type": "application/json", "prefer": "respond-async", **headers}
    answer: tuple[httpx2.Response, float] = await timed(person.http.post(API + SESSIONS, content=content, headers=sent))
    return answer


@pytest.mark.parametrize("item", items("body.text"))
async def test_given_a_nasty_text_when_a_case_starts_with_it_then_it_is_refused_or_taken_as_it_is(
    engineer: Person, witness: Witness, item: Json
) -> None:
    text = value_of(item)
    before = await witness.mark()
    answer, seconds = await send_text(engineer, text, item.get("headers", {}))
    if answer.status_code != 202:
        assert 400 <= answer.status_code < 500
        refused(answer, answer.status_code)
        assert seconds < SECONDS
        assert await witness.between(before, await witness.mark()) == []
        return
    case = await engineer.until_case(answer.json()["session_id"], lambda case: bool(case["steps"]))
    assert case["intake_content"]["text"] == text
    assert len(case["problem_summary"]) <= 120


@pytest.mark.parametrize("address", [SESSIONS, "/flows/validate"])
@pytest.mark.parametrize("item", [item for item in items("body") if item.values[0]["gen"] != "STREAM_SLOW"])
async def test_given_a_nasty_body_when_it_is_sent_then_it_is_refused_in_time_and_nothing_is_stored(
    engineer: Person, witness: Witness, item: Json, address: str
) -> None:
    body = value_of(item)
    if address == SESSIONS and body.startswith(b"{"):
        body = b'{"intake_type":"free_text","intake_content":' + body + b"}"
    async with witness.nothing_stored():
        headers = {"content-type": "application/json"}
        answer, seconds = await timed(engineer.http.post(API + address, content=body, headers=headers))
        if address == SESSIONS or answer.status_code != 200:
            refused(answer, answer.status_code)
            assert 400 <= answer.status_code < 500
        else:
            assert not answer.json()["valid"]
    assert seconds < SECONDS


async def test_given_a_body_that_never_ends_when_it_is_awaited_then_it_is_given_up(
    product: Product, engineer: Person
) -> None:
    begun = request("POST", API + SESSIONS, engineer.tokens["access_token"], b"Content-Type: application/json")
    begun = begun.replace(b"\r\n\r\n", b"\r\nContent-Length: 5000\r\n\r\n") + b'{"intake'
    async with connection(product.url) as (reader, writer):
        writer.write(begun)
        answer = await asyncio.wait_for(read_answer(reader), 30)
    assert answer.status == 408
    assert answer.problem["code"] == "body_too_slow"


QUERIES: Mapping[str, tuple[str, int]] = {
    "N055": (f"{SESSIONS}?{{value}}", 4),
    "N067": (f"{SESSIONS}?mine=false&q={{value}}", 2),
    "N085": (f"{SESSIONS}?since={{value}}", 4),
    "N091": (f"{SESSIONS}{{value}}", 4),
    "N097": (f"{SESSIONS}?limit={{value}}", 2),
}


@pytest.mark.parametrize("item", items("query", "query.q", "query.since", "query.limit"))
async def test_given_a_nasty_query_when_it_is_asked_then_it_is_refused_or_bounded(
    product: Product, engineer: Person, item: Json
) -> None:
    template, family = QUERIES[item["id"]]
    path = template.format(value=str(value_of(item)).replace("%_", "%25_"))
    sent = request("GET", API + path, engineer.tokens["access_token"])
    answer, seconds = await timed(exchange(product.url, sent))
    assert seconds < SECONDS
    assert answer.status // 100 == family
    if family == 4:
        assert answer.problem["code"]
    else:
        assert len(json.loads(answer.body)) <= 200


HEADERS: Mapping[str, tuple[bytes, int]] = {
    "NUL in a key": (b"Idempotency-Key: a\0b", 400),
    "10 KB of key": (b"Idempotency-Key: " + b"k" * 10_000, 400),
    "an empty key": (b"Idempotency-Key: ", 400),
    "a key in unicode": ("Idempotency-Key: schlüssel".encode(), 400),
    "a forged trace": (b"traceparent: abc\r\nNats-Msg-Id: forged", 400),
    "two keys": (b"Idempotency-Key: a\r\nIdempotency-Key: b", 400),
    "two lengths": (b"Content-Length: 5\r\nTransfer-Encoding: chunked", 400),
    "another method": (b"X-HTTP-Method-Override: DELETE", 405),
    "40 KB of cookie": (b"Cookie: " + b"c" * 40_000, 431),
    "two tokens": (b"Authorization: Bearer x", 400),
    "a gzip": (b"Content-Encoding: gzip\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", 415),
}


@pytest.mark.parametrize(("header", "status"), HEADERS.values(), ids=HEADERS)
async def test_given_a_nasty_header_when_it_is_sent_then_it_is_refused(
    product: Product, engineer: Person, witness: Witness, header: bytes, status: int
) -> None:
    async with witness.nothing_stored():
        sent = request("POST", f"{API}{SESSIONS}/{witness.session}/pause", engineer.tokens["access_token"], header)
        answer: RawAnswer = await asyncio.wait_for(exchange(product.url, sent), SECONDS)
        assert answer.status == status
        assert answer.problem["status"] == status


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "DELETE", "CONNECT", "BREW"])
async def test_given_a_method_that_an_address_does_not_take_when_it_is_sent_then_it_is_refused(
    product: Product, engineer: Person, method: str
) -> None:
    sent = request(method, f"{API}{SESSIONS}", engineer.tokens["access_token"])
    answer = await asyncio.wait_for(exchange(product.url, sent), SECONDS)
    assert answer.status in (400, 405)
    assert answer.problem["code"]


PATHS = (
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "%ff%fe",
    "..;/",
    "null",
    "0",
    "{{7*7}}",
    "01a1f781-7d99-7480-b6f4-0eb8655962fb'--",
    "9B2D0C64-1F7A-4C35-8E11-5A0D7B6F43C2",
    "a" * 9000,
)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:20])
async def test_given_a_nasty_id_when_it_is_read_then_there_is_no_such_thing(engineer: Person, path: str) -> None:
    for address in (f"{SESSIONS}/{path}", f"/flows/{path}", f"/users/{path}", f"/psa/tickets/{path}"):
        answer, seconds = await timed(engineer.get(address))
        assert answer.status_code in (400, 404, 414), answer.text
        refused(answer, answer.status_code)
        assert seconds < SECONDS


def unsigned(algorithm: str, claims: Json) -> str:
    parts = ({"alg": algorithm, "typ": "JWT"}, claims)
    return ".".join([urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts] + ["c2ln"])


@pytest.mark.parametrize("algorithm", ["none", "None", "HS256", "RS256"])
async def test_given_a_token_that_we_did_not_sign_when_it_is_shown_then_nobody_is_signed_in(
    engineer: Person, algorithm: str
) -> None:
    claims = {"sub": engineer.id, "acc": engineer.profile["account_id"], "exp": 4_000_000_000}
    for token in (
        unsigned(algorithm, claims),
        "x",
        "rf_",
        "rf_" + "x" * 43,
        engineer.tokens["access_token"][:-2] + "xx",
    ):
        refused(await engineer.get("/auth/me", headers={"authorization": f"Bearer {token}"}), 401)


FILES: Mapping[str, Callable[[], bytes]] = {
    "zip bomb": zip_bomb,
    "picture bomb": png_bomb,
    "xml": ITEMS["N061"]["value"].encode,
}


@pytest.mark.parametrize("made", FILES.values(), ids=FILES)
async def test_given_a_file_that_explodes_when_it_is_uploaded_and_taken_then_nothing_unpacks_it(
    product: Product, engineer: Person, witness: Witness, made: Callable[[], bytes]
) -> None:
    url = await upload(engineer, made())
    process = psutil.Process(product.pid)
    before = process.memory_info().rss
    body = {"intake_type": "screenshot", "intake_content": {"image_urls": [url]}}
    async with witness.nothing_stored():
        answer, seconds = await timed(engineer.post(SESSIONS, body))
        refused(answer, 422)
    assert seconds < SECONDS
    assert process.memory_info().rss - before < 96 * 1024 * 1024


@pytest.mark.parametrize("name", [ITEMS["N063"]["value"], "x" * 300, "../../etc/passwd", ".htaccess", "a\0b.png", ""])
async def test_given_a_nasty_file_name_when_it_is_uploaded_then_it_is_nowhere(
    product: Product, engineer: Person, name: str
) -> None:
    quoted = name.encode().replace(b"\r", b"%0D").replace(b"\n", b"%0A").replace(b"\0", b"%00").replace(b'"', b"%22")
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="'
        + quoted
        + b'"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n'
    )
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = await engineer.http.post(f"{API}/uploads", content=body, headers=headers)
    assert answer.status_code in (201, 400, 422), answer.text
    assert not name or name not in answer.text
    assert "x-a" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b--\r\n",
        b"--b\r\n\r\n",
        b"x" * 1000,
        b'--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--b--',
    ],
    ids=["empty", "no part", "cut", "no boundary", "another name"],
)
async def test_given_a_broken_form_when_it_is_uploaded_then_it_is_refused(engineer: Person, body: bytes) -> None:
    headers = {"content-type": "multipart/form-data; boundary=b"}
    answer = await engineer.http.post(f"{API}/uploads", content=body, headers=headers)
    assert answer.status_code in (400, 422), answer.text
    refused(answer, answer.status_code)


MORE: Mapping[str, bytes] = {
    "NUL escaped": b'{"text":"disk\\u0000full"}',
    "lone high surrogate": b'{"text":"\\ud800"}',
    "swapped surrogates": b'{"text":"\\udc00\\ud800"}',
    "overlong UTF-8": b'{"text":"\xc0\xaf"}',
    "UTF-16": '{"text":"a"}'.encode("utf-16"),
    "1e400": b'{"text":1e400}',
    "a key twice": b'{"text":"a","text":"b"}',
    "2^63": b'{"text":9223372036854775808}',
    "a number for a text": b'{"text":7}',
    "null": b"null",
    "nothing": b"",
    "an open string": b'{"text":"a',
    "single quotes": b"{'text':'a'}",
    "a comment": b'{"text":"a"/*x*/}',
    "prototype": b'{"__proto__":{"admin":true},"text":"a"}',
    "20,001 values": b'{"text":[' + b",".join([b"0"] * 20_001) + b"]}",
    "deep objects": b'{"text":' + b'{"a":' * 50 + b"1" + b"}" * 50 + b"}",
}


@pytest.mark.parametrize("content", MORE.values(), ids=MORE)
async def test_given_content_that_is_not_clean_json_when_it_is_sent_then_it_is_refused(
    engineer: Person, witness: Witness, content: bytes
) -> None:
    body = b'{"intake_type":"free_text","intake_content":' + content + b"}"
    async with witness.nothing_stored():
        headers = {"content-type": "application/json"}
        answer, seconds = await timed(engineer.http.post(API + SESSIONS, content=body, headers=headers))
        assert answer.status_code in (400, 422), answer.text
        refused(answer, answer.status_code)
    assert seconds < SECONDS


async def test_given_all_of_it_again_and_again_when_it_is_refused_then_memory_stays_flat(
    product: Product, engineer: Person
) -> None:
    bodies = [value_of(item.values[0]) for item in items("body") if item.values[0]["gen"] != "STREAM_SLOW"]
    headers = {"content-type": "application/json"}

    async def send_all() -> int:
        for body in bodies:
            await engineer.http.post(API + SESSIONS, content=body, headers=headers)
        return psutil.Process(product.pid).memory_info().rss

    await engineer.start(LOCKOUT)
    first = await send_all()
    last = [await send_all() for _ in range(4)][-1]
    assert last - first < 96 * 1024 * 1024
