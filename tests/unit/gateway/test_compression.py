"""Answers in JSON are compressed for callers that take that; everything else passes as it is."""

import gzip
import json
from collections.abc import AsyncIterator, Mapping

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from services.gateway.compression import SMALLEST_BYTES, Compression

LARGE = {"steps": ["The same question again, for a while."] * 20_000}
ETAG = '"17"'


async def case(request: Request) -> Response:
    """A case; nothing where it is not asked for."""
    if request.headers.get("if-none-match") == ETAG:
        return Response(status_code=304, headers={"ETag": ETAG})
    return JSONResponse(LARGE, headers={"ETag": ETAG})


async def small(_: Request) -> Response:
    return JSONResponse({"ok": "x" * (SMALLEST_BYTES // 2)})


async def text(_: Request) -> Response:
    return Response("a line of a log\n" * 1000, media_type="text/plain")


async def packed(_: Request) -> Response:
    body = gzip.compress(json.dumps(LARGE).encode())
    return Response(body, headers={"content-encoding": "gzip"}, media_type="application/json")


async def pieces(request: Request) -> Response:
    async def events() -> AsyncIterator[str]:
        for number in range(3):
            yield json.dumps(LARGE) if number else "["

    return StreamingResponse(events(), media_type=request.query_params["as"])


APP = Compression(Starlette(routes=[Route(f"/{each.__name__}", each) for each in (case, small, text, packed, pieces)]))


async def get(address: str, headers: Mapping[str, str]) -> httpx2.Response:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(APP), base_url="http://web") as client:
        return await client.get(address, headers=dict(headers))


async def test_given_a_large_answer_when_the_caller_takes_gzip_then_it_is_smaller_and_the_same() -> None:
    smaller = await get("/case", {"accept-encoding": "br, gzip"})
    plain = await get("/case", {"accept-encoding": "identity"})

    assert smaller.json() == plain.json() == LARGE
    assert int(smaller.headers["content-length"]) < int(plain.headers["content-length"]) / 10
    assert smaller.headers["content-encoding"] == "gzip"
    assert smaller.headers["vary"] == "Accept-Encoding"
    assert smaller.headers["etag"] == plain.headers["etag"] == ETAG
    assert "content-encoding" not in plain.headers


async def test_given_an_answer_that_the_caller_has_when_it_takes_gzip_then_it_is_told_so() -> None:
    seen = await get("/case", {"accept-encoding": "gzip", "if-none-match": ETAG})

    assert (seen.status_code, seen.content, seen.headers["etag"]) == (304, b"", ETAG)


@pytest.mark.parametrize(
    "address",
    ["/small", "/text", "/pieces?as=text/event-stream", "/pieces?as=application/json", "/missing"],
)
async def test_given_what_is_small_or_no_json_or_comes_in_pieces_when_asked_for_then_it_passes_as_it_is(
    address: str,
) -> None:
    plain = await get(address, {"accept-encoding": "identity"})
    taken = await get(address, {"accept-encoding": "gzip"})

    assert taken.content == plain.content
    assert "content-encoding" not in taken.headers


async def test_given_an_answer_that_is_compressed_already_when_asked_for_then_it_is_not_once_more() -> None:
    assert (await get("/packed", {"accept-encoding": "gzip"})).json() == LARGE
