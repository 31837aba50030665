"""Knowledge gaps as they are counted and told of."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import get_args

import pytest

from services.flywheel.gaps.events import GapRelabelled, Kind
from services.gateway.analytics.gaps import gaps
from services.gateway.projections.gap import KINDS
from services.gateway.projections.notification import NotificationFilter, list_notifications
from shared.database import walled
from shared.envelope import Stream
from shared.ids import new_id
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.flywheel.gaps.test_gap import FOUND
from tests.unit.gateway.notifications.examples import BEN, ESCALATION, GAP, NOW, raised


@pytest.fixture
async def side(database: Database) -> AsyncIterator[ReadSide]:
    async with AsyncExitStack() as stack:
        yield await ReadSide.open(Logs(database, stack))


async def test_given_gaps_of_every_kind_and_one_that_is_new_when_counted_then_each_is_among_its_kind(
    side: ReadSide,
) -> None:
    for kind in (*get_args(Kind), "a sixth"):
        found = FOUND.model_copy(update={"kind": kind, "severity": "high" if kind == "a sixth" else "low"})
        await side.write(Stream("gap", str(new_id()), side.account), found, role="flywheel")
    await (await side.logs.superuser()).execute("update read.gaps set doc = 'not looked at'")

    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        counted = await gaps(connection)

    assert get_args(Kind) == KINDS
    assert counted["open"] == len(KINDS) + 1
    assert counted["by_severity"] == [
        {"key": "high", "count": 1}, {"key": "medium", "count": 0}, {"key": "low", "count": len(KINDS)},
    ]  # fmt: skip
    assert counted["by_kind"] == [{"key": kind, "count": 1} for kind in (*KINDS, "a sixth")]


async def test_given_a_gap_that_is_called_otherwise_when_its_notification_is_read_then_only_that_one_is_too(
    side: ReadSide,
) -> None:
    odd = ESCALATION.model_copy(update={"by_name": "An\0na"})
    other = GAP.model_copy(update={"gap_id": new_id(), "title": "Badges\0 stay dark"})
    for about in (GAP, other, odd):
        told = raised(BEN).model_copy(update={"about": about})
        await side.write(Stream("notification", str(new_id()), side.account), told, role="notifier")
    for gap, title in ((GAP.gap_id, "One"), (other.gap_id, "Another")):
        relabelled = GapRelabelled(title=title, at=NOW)
        await side.write(Stream("gap", str(gap), side.account), FOUND, relabelled, role="flywheel")

    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        shown = await list_notifications(connection, NotificationFilter(BEN.id, False, NOW, 0, 50))

    assert {item["title"] for item in shown} == {
        "Knowledge gap: One",
        "Knowledge gap: Another",
        "Anna asks your team for help",
    }
    assert set((await side.runner.compare(side.runner.projections)).values()) == {0}
