"""What was made of a case goes with it: after an erasure nothing that was said in it can be read anywhere."""

from uuid import uuid4

import asyncpg
import pytest

from services.ops.opening import open_log
from shared.sealing import KeyDestroyed
from shared.settings import CommonSettings
from shared.testing.waiting import eventually
from tests.e2e.installation import Installation
from tests.e2e.kit import Json, ok, refused, signed_in
from tests.e2e.test_review_queue import proposal_for, resolved_case
from tests.faults.verdict import settings_of

PLANTED = f"quagmire{uuid4().hex[:6]}"


@pytest.fixture(scope="module")
def installation(alone: Installation) -> Installation:
    """Its flows lead nobody else's cases."""
    return alone


async def found_in(settings: CommonSettings) -> list[str]:
    """Where the planted word stands: tables, and events that can still be opened."""
    found = []
    connection = await asyncpg.connect(settings.database_url, user="postgres")
    try:
        for name in await connection.fetch(
            "select format('%I.%I', schemaname, tablename) as name from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        ):
            said = f"select count(*) from {name['name']} said where said::text ilike '%{PLANTED}%'"
            found += [name["name"]] if await connection.fetchval(said) else []
    finally:
        await connection.close()
    async with open_log(settings, "rf_ops") as log:
        for event in await log.read_positions(0, 100_000):
            try:
                found += [event.type] if PLANTED in (await log.open(event)).data.decode().casefold() else []
            except KeyDestroyed:
                continue
    return found


async def test_given_a_case_and_its_proposal_when_it_is_erased_then_nothing_of_it_is_left_and_its_flow_is_named(
    installation: Installation,
) -> None:
    settings = settings_of(installation.folder)
    async with (
        signed_in(installation.url, "engineer@demo.example") as engineer,
        signed_in(installation.url, "lead@demo.example") as lead,
    ):
        text = f"The {PLANTED} kiosk in the lobby shows FROZEN on its touch panel."
        session = await resolved_case(engineer, text, f"It says {PLANTED} twice.")
        proposal: Json = await proposal_for(lead, session)
        assert {"read.proposals", "proposal_made"} <= set(await found_in(settings))

        erased = installation.json("erase", session, "--reason", "the customer asked", "--yes")
        assert (erased["proposals"], erased["derived"]) == (
            [proposal["id"]],
            {"proposals": [], "flows": [], "kept": []},
        )

        async def is_gone() -> bool:
            return await found_in(settings) == []

        await eventually(is_gone)
        refused(await lead.get(f"/flow-proposals/{proposal['id']}"), 404, "unknown_proposal")
        assert session not in (await lead.get("/flow-proposals", params={"limit": 200})).text

        other = await resolved_case(engineer, text.replace(PLANTED, "new"), "It says so twice.")
        published = ok(await lead.post(f"/flow-proposals/{(await proposal_for(lead, other))['id']}/approve"))
        erased = installation.json("erase", other, "--reason", "the customer asked", "--yes")
        assert erased["derived"]["flows"] == [published["published_flow_id"]]
        assert ok(await lead.get(f"/flows/{published['published_flow_id']}"))["status"] == "published"
