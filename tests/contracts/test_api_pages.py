"""The pages that show the contracts are served from here alone."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2 as httpx
import pytest
from fastapi import FastAPI

from services.gateway.api_pages import ASSETS, PAGES
from services.gateway.app import create_app
from services.gateway.auth.access import ANONYMOUS, declared_routes
from services.gateway.problems import ProblemBoundary
from services.gateway.settings import GatewaySettings

HTML = {"/api/v1/docs": "openapi.html", "/asyncapi": "asyncapi.html"}


def app_with(contracts_dir: Path) -> FastAPI:
    """The gateway's routes with nothing behind them but the contracts."""
    app = create_app()
    app.state.settings = GatewaySettings(contracts_dir=contracts_dir)
    return app


@pytest.fixture
def app() -> FastAPI:
    return app_with(GatewaySettings().contracts_dir)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(ProblemBoundary(app)), base_url="http://test") as client:
        yield client


@pytest.mark.parametrize("path", HTML)
async def test_given_a_page_when_fetched_then_no_other_server_s_script_could_run(
    client: httpx.AsyncClient, path: str
) -> None:
    response = await client.get(path)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"].startswith("default-src 'self';")
    assert "'unsafe" not in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", HTML)
async def test_given_a_page_when_its_references_are_followed_then_each_is_ours_and_answers(
    client: httpx.AsyncClient, path: str
) -> None:
    page = (await client.get(path)).text
    references = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert references
    assert [found for found in references if not found.startswith("/")] == []
    assert [found for found in references if (await client.get(found)).status_code != 200] == []


def test_given_the_pages_files_when_searched_then_none_names_another_server_or_writes_markup() -> None:
    texts = {file.name: file.read_text() for file in PAGES.iterdir()}
    outside = {name for name, text in texts.items() if re.search(r"https?://(?!www\.w3\.org/|example\.test/)", text)}
    markup = {name for name, text in texts.items() if re.search(r"innerHTML|outerHTML|document\.write|\beval\(", text)}

    assert (outside, markup) == (set(), set())


def test_given_the_scripts_when_their_imports_are_followed_then_each_is_served() -> None:
    imports = {name for file in PAGES.glob("*.js") for name in re.findall(r'from "\./([^"]+)"', file.read_text())}

    assert imports
    assert imports <= set(ASSETS)


async def test_given_the_documents_when_fetched_then_both_are_there(client: httpx.AsyncClient) -> None:
    openapi = (await client.get("/api/v1/openapi.json")).json()
    asyncapi = (await client.get("/api/v1/asyncapi.json")).json()

    assert openapi["openapi"].startswith("3.1")
    assert asyncapi["asyncapi"].startswith("3.0")


@pytest.mark.parametrize("name", ["nothing.js", "openapi.html", "..%2Fapp.py"])
async def test_given_no_such_asset_when_fetched_then_it_is_not_found(client: httpx.AsyncClient, name: str) -> None:
    response = await client.get(f"/api/v1/docs/assets/{name}")

    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


async def test_given_no_contracts_folder_when_the_document_is_fetched_then_the_setting_is_named(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(ProblemBoundary(app_with(tmp_path)))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get("/api/v1/asyncapi.json")

    assert response.status_code == 404
    assert "RESOLUTIONFLOW_CONTRACTS_DIR" in response.json()["detail"]


def test_given_the_routes_of_the_pages_when_listed_then_each_says_that_anyone_may_call_it(app: FastAPI) -> None:
    pages = [route for route in declared_routes(app) if route.path.startswith(("/asyncapi", "/api/v1/docs"))]

    assert pages
    assert all(ANONYMOUS in (route.roles or ()) for route in pages)
