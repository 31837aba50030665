"""The parts of the product by name: what `serve` runs alone and `up` runs together.

Each reads its settings from the environment. Imports every service, which takes a second: import it late.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import asyncpg

from services.diagnosis import app as diagnosis
from services.diagnosis.settings import DiagnosisSettings
from services.documentation import app as documentation
from services.gateway import projector
from services.gateway.app import serve_http
from services.gateway.settings import GatewaySettings
from services.intake import app as intake
from services.intake.settings import IntakeSettings
from services.matching import app as matching
from services.matching.settings import MatchingSettings
from services.ops import app as ops
from shared.bus.connection import connect
from shared.bus.relay import Relay
from shared.embedding import Embedder
from shared.llm.settings import ModelSettings
from shared.service import serve
from shared.settings import CommonSettings

Run = Callable[[Embedder, asyncio.Event], Awaitable[None]]
"""Runs a part until cancelled. The embedder may be shared with other parts of the process; the event is set once
the part does its work."""


async def run_relay(_: Embedder, ready: asyncio.Event) -> None:
    """Number and publish what is committed."""
    settings = CommonSettings()
    password = settings.database_password.get_secret_value() if settings.database_password else None

    async def connect_to_log() -> asyncpg.Connection:
        return await asyncpg.connect(settings.database_url, user="rf_relay", password=password)

    client = await connect(settings.broker_url, "relay", settings.broker_seed_dir)
    try:
        ready.set()
        await Relay(connect_to_log, client).run()
    finally:
        await client.close()


async def run_intake(embedder: Embedder, ready: asyncio.Event) -> None:
    """Take cases in and classify them."""
    settings = IntakeSettings()
    await serve("intake", settings, intake.builder(settings, ModelSettings(), embedder), ready)


async def run_matching(embedder: Embedder, ready: asyncio.Event) -> None:
    """Find the flows that fit."""
    settings = MatchingSettings()
    await serve("matching", settings, matching.build(settings, embedder), ready)


async def run_diagnosis(embedder: Embedder, ready: asyncio.Event) -> None:
    """Lead through the diagnosis."""
    settings = DiagnosisSettings()
    await serve("diagnosis", settings, diagnosis.builder(settings, ModelSettings()), ready)


async def run_documentation(_: Embedder, ready: asyncio.Event) -> None:
    """Write down what was done."""
    await serve("documentation", CommonSettings(), documentation.build, ready)


async def run_projector(_: Embedder, ready: asyncio.Event) -> None:
    """Fold the log into the read models."""
    await serve("projector", CommonSettings(), projector.build, ready)


async def run_ops(_: Embedder, ready: asyncio.Event) -> None:
    """Answer what operators ask through the gateway."""
    await serve("ops", CommonSettings(), ops.build, ready)


async def run_gateway(_: Embedder, ready: asyncio.Event) -> None:
    """Serve HTTP."""
    await serve_http(GatewaySettings(), ready)


PARTS: Mapping[str, Run] = {
    "relay": run_relay,
    "intake": run_intake,
    "matching": run_matching,
    "diagnosis": run_diagnosis,
    "documentation": run_documentation,
    "projector": run_projector,
    "ops": run_ops,
    "gateway": run_gateway,
}
