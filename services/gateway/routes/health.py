"""Whether the process lives and can work: `/healthz`, `/readyz`, `/version`, `/metrics`."""

import asyncio
import tomllib
from collections.abc import Awaitable, Callable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.gateway.auth.access import anyone

router = APIRouter(tags=["running"], dependencies=[Depends(anyone)])

Check = Callable[[], Awaitable[object]]
"""Raises, or does not return in time, where its part is away."""

CHECK_SECONDS = 2.0
_PROJECT = Path(__file__).parents[3] / "pyproject.toml"


async def _checks(request: Request) -> Mapping[str, Check]:
    checks: Mapping[str, Check] = request.app.state.checks
    return checks


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(checks: Annotated[Mapping[str, Check], Depends(_checks)], response: Response) -> dict[str, str]:
    """Each part that the gateway needs, `ok` or `away`; 503 where one is away."""
    states = await asyncio.gather(*(_state(check) for check in checks.values()))
    if "away" in states:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        response.headers["retry-after"] = "1"
    return dict(zip(checks, states, strict=True))


@router.get("/version")
async def version() -> dict[str, str]:
    """Which ResolutionFlow this is."""
    return {"version": _version()}


@router.get("/metrics", response_class=Response)
async def figures() -> Response:
    """The process's figures, for Prometheus."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _version() -> str:
    try:
        return metadata.version("resolutionflow")
    except metadata.PackageNotFoundError:  # run from its sources
        project: str = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
        return project


async def _state(check: Check) -> str:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await check()
    except Exception:  # noqa: BLE001 # whatever a check raises, its part is away
        return "away"
    return "ok"
