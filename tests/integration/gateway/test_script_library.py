"""The library of script templates as it is read: texts, versions, filters, and how often each was used."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.material.events import ScriptGenerated
from services.documentation.scripts.events import (
    TemplateActivated,
    TemplateContent,
    TemplateCreated,
    TemplateDeactivated,
    TemplateRevised,
)
from services.gateway.projections.script_template import (
    TemplateFilter,
    get_template,
    list_categories,
    list_templates,
    list_versions,
)
from services.gateway.projector import PROJECTIONS
from services.ops.events import CaseErased
from shared.database import walled
from shared.ids import new_id
from shared.message import Event
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.diagnosis.examples import OPEN
from tests.unit.documentation.scripts.examples import template

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LEAD, TEAM = UUID(int=7), UUID(int=8)


@pytest.fixture
async def side(database: Database) -> AsyncIterator[ReadSide]:
    async with AsyncExitStack() as stack:
        yield await ReadSide.open(Logs(database, stack))


async def write(side: ReadSide, *events: Event, of: UUID | None = None) -> UUID:
    """A template with these events."""
    made = of or new_id()
    await side.append(made, *events, category="script", role="documentation")
    return made


def created(**changes: Any) -> TemplateCreated:
    return TemplateCreated(template=template(**changes), by=LEAD, at=NOW)


def revised(number: int, content: TemplateContent) -> TemplateRevised:
    return TemplateRevised(template_version=number, template=content, by=TEAM, at=NOW + timedelta(hours=number))


async def use(side: ReadSide, made_from: UUID) -> UUID:
    """A session in which a script was made."""
    session = new_id()
    generated = ScriptGenerated(
        generation_id=new_id(), template_id=made_from, template_version=1, template_name="x", template_slug="x",
        shell="bash", parameters_used={}, step_id=None, fix_id=None, by=LEAD, at=NOW,
    )  # fmt: skip
    await side.append(session, *OPEN, generated)
    return session


async def listed(side: ReadSide, account: UUID | None = None, **wanted: Any) -> list[dict[str, Any]]:
    none: dict[str, Any] = {
        "text": None, "category": None, "shell": None, "team": None, "active": None, "usable": False, "usable_by": None,
        "sort": "name", "skip": 0, "limit": 50,
    }  # fmt: skip
    async with walled(await side.logs.pool("gateway"), account or side.account) as connection:
        return await list_templates(connection, TemplateFilter(**none | wanted))


async def test_given_a_template_s_history_when_read_then_it_is_as_it_reads_now_with_every_text_kept(
    side: ReadSide,
) -> None:
    second = template(name="Restart it", team_id=TEAM)
    made = await write(side, created(), revised(2, second), TemplateDeactivated(by=LEAD, at=NOW))
    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        found = await get_template(connection, made)
        versions = await list_versions(connection, made, 0, 10)
    assert found is not None
    text, version = found
    assert (version, text["template_version"], text["active"], text["usage_count"]) == (3, 2, False, 0)
    assert (text["name"], text["team_id"], text["created_by"]) == ("Restart it", str(TEAM), str(LEAD))
    assert text["parameters_schema"]["parameters"][0]["key"] == "service"
    assert [(one["template_version"], one["name"], one["updated_by"]) for one in versions] == [
        (2, "Restart it", str(TEAM)),
        (1, "Restart a service", str(LEAD)),
    ]
    await write(side, TemplateActivated(by=LEAD, at=NOW), of=made)
    assert [one["active"] for one in await listed(side)] == [True]


async def test_given_templates_when_listed_then_every_filter_holds_and_no_body_is_there(side: ReadSide) -> None:
    await write(side, created(name="Unlock", slug="unlock", category="AD", shell="powershell", team_id=TEAM))
    await write(side, created(name="Disk", slug="disk", description="What fills it"))
    await write(side, created(name="Gone", slug="gone"), TemplateDeactivated(by=LEAD, at=NOW))

    async def names(**wanted: Any) -> list[str]:
        return [one["name"] for one in await listed(side, **wanted)]

    assert await names() == ["Disk", "Gone", "Unlock"]
    assert await names(text="FILLS") == ["Disk"]
    assert await names(category="AD") == ["Unlock"]
    assert await names(shell="powershell") == ["Unlock"]
    assert await names(team=TEAM) == ["Unlock"]
    assert await names(active=False) == ["Gone"]
    assert await names(usable=True) == ["Disk", "Gone"]
    assert await names(usable=True, usable_by=TEAM) == ["Disk", "Gone", "Unlock"]
    assert await names(skip=1, limit=1) == ["Gone"]
    assert await listed(side, account=new_id()) == []
    assert "body" not in (await listed(side))[0]
    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        assert await list_categories(connection) == ["AD", "Services"]


async def test_given_scripts_when_counted_then_each_counts_once_until_its_case_is_erased(side: ReadSide) -> None:
    first, second = await write(side, created(name="A", slug="a")), await write(side, created(name="B", slug="b"))
    erased = await use(side, second)
    await use(side, second)
    await use(side, first)
    assert [(one["id"], one["usage_count"]) for one in await listed(side, sort="used")] == [
        (str(second), 2),
        (str(first), 1),
    ]
    erasure = CaseErased(session=erased, by="admin", reason="asked", at=NOW)
    await side.append(erased, erasure, category="erasure", role="ops")
    assert {one["id"]: one["usage_count"] for one in await listed(side)} == {str(first): 1, str(second): 1}


async def test_given_the_library_when_it_is_folded_anew_then_nothing_differs(side: ReadSide) -> None:
    made = await write(side, created(), revised(2, template(name="x")), TemplateDeactivated(by=LEAD, at=NOW))
    await use(side, made)
    found = await side.runner.compare(PROJECTIONS)
    assert found["script_templates"] == found["script_template_versions"] == found["script_uses"] == 0
