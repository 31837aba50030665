"""The web app is served where no route is, and hides none."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2 as httpx
import pytest

from services.gateway.app import create_app
from services.gateway.problems import ProblemBoundary
from services.gateway.settings import GatewaySettings

PAGE = "<!doctype html><title>app</title>"
SCRIPT = "console.log(1);" * 100
AS_PAGE = {"accept": "text/html,*/*"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A built app."""
    (tmp_path / "dist/assets").mkdir(parents=True)
    (tmp_path / "dist/index.html").write_text(PAGE)
    (tmp_path / "dist/assets/app-abc123.js").write_text(SCRIPT)
    (tmp_path / "dist/assets/app-abc123.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (tmp_path / "dist/.built-from").write_text("digest")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "dist"


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app()
    app.state.settings = GatewaySettings(web_dir=folder)
    transport = httpx.ASGITransport(ProblemBoundary(app))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/pilot", "/pilot/01a1?at=3", "/cases", "/nowhere"])
async def test_given_a_page_of_the_app_when_it_is_opened_then_the_app_comes_with_its_policy(
    client: httpx.AsyncClient, path: str
) -> None:
    response = await client.get(path, headers=AS_PAGE)

    assert response.status_code == 200
    assert response.text == PAGE
    assert response.headers["cache-control"] == "no-cache"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/api/v1/nothing", "/api/nothing", "/assets/nothing.js", "/.built-from", "/.git/config"]
)
async def test_given_an_address_that_is_not_the_app_s_when_it_is_opened_then_nothing_is_there(
    client: httpx.AsyncClient, path: str
) -> None:
    response = await client.get(path, headers=AS_PAGE)

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


async def test_given_a_program_when_it_asks_for_an_unknown_address_then_it_gets_no_page(
    client: httpx.AsyncClient,
) -> None:
    assert (await client.get("/pilot", headers={"accept": "application/json"})).status_code == 404
    assert (await client.post("/pilot", headers=AS_PAGE)).status_code == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "//etc/passwd"])
async def test_given_a_way_out_of_the_folder_when_it_is_tried_then_no_file_comes(
    client: httpx.AsyncClient, path: str
) -> None:
    response = await client.get(path, headers=AS_PAGE)

    assert "secret" not in response.text
    assert "root:" not in response.text


async def test_given_an_asset_when_it_is_fetched_then_it_may_be_kept_and_comes_compressed_where_taken(
    client: httpx.AsyncClient,
) -> None:
    packed = await client.get("/assets/app-abc123.js", headers={"accept-encoding": "gzip"})
    plain = await client.get("/assets/app-abc123.js", headers={"accept-encoding": "identity"})

    assert packed.text == plain.text == SCRIPT
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    for response in (packed, plain):
        assert response.headers["content-type"].startswith("text/javascript")
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert response.headers["vary"] == "Accept-Encoding"


async def test_given_a_file_that_the_browser_has_when_it_asks_again_then_it_is_not_sent(
    client: httpx.AsyncClient,
) -> None:
    first = await client.get("/", headers=AS_PAGE)
    again = await client.get("/", headers=AS_PAGE | {"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.content == b""


async def test_given_no_bundle_when_the_app_is_opened_then_the_command_is_named(
    client: httpx.AsyncClient, folder: Path
) -> None:
    (folder / "index.html").unlink()

    response = await client.get("/", headers=AS_PAGE)

    assert response.status_code == 503
    assert "make web" in response.text


async def test_given_no_demo_when_asked_who_can_sign_in_then_nobody_is_named(client: httpx.AsyncClient) -> None:
    response = await client.get("/api/v1/demo")

    assert response.json() == {"demo": False, "users": [], "password": None}


async def test_given_a_demo_when_asked_who_can_sign_in_then_its_people_and_their_password_are(folder: Path) -> None:
    app = create_app()
    app.state.settings = GatewaySettings(web_dir=folder, demo_password="known-to-all")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        demo = (await client.get("/api/v1/demo")).json()

    assert demo["demo"] is True
    assert demo["password"] == "known-to-all"
    assert {"email": "engineer@demo.example", "name": "Maya Osei", "role": "engineer"}.items() <= demo["users"][
        1
    ].items()
    assert "other@rival.example" in [user["email"] for user in demo["users"]]
