"""A flow as large as the library takes passes the guard at every address that takes one; at others it does not."""

from typing import Any

import orjson
import pytest
from httpx2 import ASGITransport, AsyncClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from services.gateway.guard import Guard
from services.gateway.problems import ProblemBoundary
from tests.unit.gateway.edge_app import admit, assert_refused

NODES, DEEP = 300, 40
FLOW = "/api/v1/flows/0199d6a0-0000-7000-8000-000000000001"


def _question(node_id: str, children: list[dict[str, Any]]) -> dict[str, Any]:
    options = [{"id": str(number), "label": "Yes", "next_node_id": node_id} for number in range(5)]
    texts = dict.fromkeys(("title", "question", "help_text", "description"), "What is it?")
    return {"id": node_id, "type": "decision", **texts, "options": options, "children": children}


def _wide() -> dict[str, Any]:
    return _question("root", [_question(f"n{number}", []) for number in range(1, NODES)])


def _deep() -> dict[str, Any]:
    node = _question("end", [])
    for number in range(1, DEEP):
        node = _question(f"n{number}", [node])
    return node


async def _take(scope: Scope, receive: Receive, send: Send) -> None:
    await Request(scope, receive).body()
    await PlainTextResponse("taken")(scope, receive, send)


def _client() -> AsyncClient:
    return AsyncClient(transport=ASGITransport(ProblemBoundary(Guard(_take, admit))), base_url="http://test")


@pytest.mark.parametrize("tree", [_wide(), _deep()], ids=["of 300 questions", "of 40 levels"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v1/flows"),
        ("PUT", FLOW),
        ("POST", "/api/v1/flows/validate"),
        ("POST", "/api/v1/flows/walk"),
        ("POST", "/api/v1/flow-proposals/0199d6a0-0000-7000-8000-000000000001/publish"),
    ],
)
async def test_given_the_largest_flow_when_it_is_sent_where_flows_are_taken_then_it_passes(
    method: str, path: str, tree: dict[str, Any]
) -> None:
    async with _client() as client:
        body = orjson.dumps({"name": "Large", "tree_structure": tree})
        answer = await client.request(method, path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200


async def test_given_the_largest_flow_when_it_is_sent_elsewhere_then_it_is_refused() -> None:
    async with _client() as client:
        assert_refused(await client.post("/api/v1/ai-sessions", json={"tree": _wide()}), 400, "too_many_keys")


async def test_given_a_yaml_file_when_it_is_to_be_checked_then_it_passes() -> None:
    async with _client() as client:
        headers = {"content-type": "application/yaml"}
        answer = await client.post("/api/v1/flows/import/check", content=b"flows: []", headers=headers)
    assert answer.status_code == 200
