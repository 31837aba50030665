"""The guard behind the real server: what a client sees that does not behave."""

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator

import pytest
import uvicorn

from services.gateway import http_protocol, problems
from services.gateway.guard import MIB, Pace
from services.gateway.http_protocol import StrictHttpProtocol
from shared.testing.waiting import PATIENCE
from tests.unit.gateway.edge_app import edge_app


@pytest.fixture(scope="module")
async def port() -> AsyncIterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        app = edge_app(Pace(grace_seconds=0.3))
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical", http=StrictHttpProtocol))
        running = asyncio.create_task(server.serve([listener]))
        while not server.started:  # noqa: ASYNC110 # uvicorn offers no event
            await asyncio.sleep(0.01)
        yield listener.getsockname()[1]
        server.should_exit = True
        await running


async def _answer(port: int, head: str, *body: bytes) -> str:
    """Send a whole head and a body, and read until the server closes."""
    return await _exchange(port, head.replace("\n", "\r\n").encode() + b"\r\n\r\n", *body)


async def _exchange(port: int, *pieces: bytes) -> str:
    return await asyncio.to_thread(_exchange_blocking, port, pieces)


def _exchange_blocking(port: int, pieces: tuple[bytes, ...]) -> str:
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        with contextlib.suppress(ConnectionError):  # the server may answer and hang up before it has all
            for piece in pieces:
                client.sendall(piece)
        with contextlib.suppress(ConnectionError):
            while data := client.recv(65_536):
                answer += data
    return answer.decode()


POST = "POST /notes HTTP/1.1\nHost: test\nContent-Type: application/json\n"


async def test_given_fifty_megabytes_when_they_are_announced_then_413_before_the_body(port: int) -> None:
    started = time.process_time()
    answer = await _answer(port, POST + "Content-Length: 50000000")
    assert answer.startswith("HTTP/1.1 413")
    assert "application/problem+json" in answer
    assert time.process_time() - started < 1


async def test_given_fifty_megabytes_when_they_come_all_the_same_then_413_and_the_connection_ends(port: int) -> None:
    answer = await _answer(port, POST + "Content-Length: 50000000", *[b"A" * MIB] * 47)
    assert answer.startswith("HTTP/1.1 413")


async def test_given_a_refused_client_that_sends_slowly_when_it_has_sent_all_then_the_answer_is_still_there(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "_QUIET_SECONDS", PATIENCE)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{POST}Content-Length: 50000000\n\n".replace("\n", "\r\n").encode())
    for _ in range(4):
        await asyncio.sleep(0.4)
        writer.write(b"A" * MIB)
        await writer.drain()
    writer.write_eof()
    assert (await asyncio.wait_for(reader.read(), PATIENCE)).startswith(b"HTTP/1.1 413")
    writer.close()


async def test_given_a_body_that_stops_when_its_time_is_up_then_408(port: int) -> None:
    answer = await _answer(port, POST + "Content-Length: 1000", b'{"text":"')
    assert answer.startswith("HTTP/1.1 408")


async def test_given_a_forged_header_after_a_line_break_when_it_is_sent_then_400(port: int) -> None:
    answer = await _answer(port, POST + "Content-Length: 12\ntraceparent: abc\nNats-Msg-Id: forged", b'{"text":"a"}')
    assert answer.startswith("HTTP/1.1 400")
    assert "invalid_header" in answer


async def test_given_an_address_of_64_kilobytes_when_it_is_asked_for_then_414(port: int) -> None:
    answer = await _answer(port, f"GET /notes?q={'a' * 65_536} HTTP/1.1\nHost: test\nConnection: close")
    assert answer.startswith("HTTP/1.1 414")


@pytest.mark.parametrize(
    "head",
    [
        "no http at all",
        "GET / HTTP/9.9\nHost: test",
        "GET /a b c HTTP/1.1\nHost: test",
        "POST /notes HTTP/1.1\nHost: test\nContent-Length: 1\nTransfer-Encoding: chunked",
        "POST /notes HTTP/1.1\nHost: test\nContent-Length: -5",
        "GET /notes HTTP/1.1\nbad header\nHost: test",
    ],
)
async def test_given_what_is_no_http_when_it_is_sent_then_400_as_a_problem(port: int, head: str) -> None:
    answer = await _answer(port, head)
    assert answer.startswith("HTTP/1.1 400")
    assert "application/problem+json" in answer
    assert "request_id" in answer


async def test_given_headers_without_end_when_they_are_sent_then_431(port: int) -> None:
    lines = [b"x-%d: %s\r\n" % (number, b"a" * 1000) for number in range(1000)]
    answer = await _exchange(port, b"GET /notes HTTP/1.1\r\nHost: test\r\n", *lines)
    assert answer.startswith("HTTP/1.1 431")


async def test_given_a_head_that_drips_when_its_time_is_up_then_408(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /notes HTTP/1.1\r\nHost: te")
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    assert answer.startswith(b"HTTP/1.1 408")


async def test_given_one_connection_when_it_is_used_again_then_each_request_is_answered(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(3):
        writer.write(b"GET /notes?q=%d HTTP/1.1\r\nHost: test\r\n\r\n" % number)
        assert b"200 OK" in await asyncio.wait_for(reader.readuntil(b"}"), PATIENCE)
    writer.close()


async def test_given_trace_when_it_is_sent_then_405(port: int) -> None:
    answer = await _answer(port, "TRACE /notes HTTP/1.1\nHost: test\nConnection: close")
    assert answer.startswith("HTTP/1.1 405")
