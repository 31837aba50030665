"""How flows stand, read from their streams without their drafts."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from services.flywheel.adapters.flow_log import FlowLog
from services.matching.events import FlowArchived, FlowDrafted, FlowEvent, FlowPublished, FlowRevised
from shared.envelope import StoredEvent, Stream, begin
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.message import Actor
from shared.sealing import KEY_BYTES, Keyring, MasterKey
from tests.unit.diagnosis.examples import ACCOUNT
from tests.unit.matching.examples import content

FLOW = UUID(int=50)
DRAFTED = FlowDrafted(**dict(content(name="First")))
REVISED = FlowRevised(**dict(content(name="In work")))
PUBLISHED = FlowPublished(**dict(content(name="First")), flow_version=1)
AGAIN = FlowPublished(**dict(content(name="Second")), flow_version=2)
ARCHIVED = FlowArchived()


class CountingLog(MemoryLog):
    """Counts the events that are deciphered."""

    def __init__(self) -> None:
        super().__init__(Keyring(MemoryKeyStore(), MasterKey(bytes(KEY_BYTES))))
        self.opened = 0

    async def open(self, event: StoredEvent) -> StoredEvent:
        """See `EventLog.open`."""
        self.opened += 1
        return await super().open(event)


async def log_of(*events: FlowEvent) -> CountingLog:
    """A log with this flow."""
    log = CountingLog()
    if events:
        await log.append(Stream("flow", str(FLOW), ACCOUNT), 0, events, begin(Actor(account_id=ACCOUNT), "matching"))
    return log


@pytest.mark.parametrize(
    ("events", "standing", "name"),
    [
        ([], "absent", None),
        ([DRAFTED, REVISED], "draft", None),
        ([DRAFTED, PUBLISHED, REVISED], "published", "First"),
        ([DRAFTED, PUBLISHED, REVISED, AGAIN, REVISED], "published", "Second"),
        ([DRAFTED, PUBLISHED, ARCHIVED], "archived", "First"),
        ([DRAFTED, ARCHIVED], "archived", None),
    ],
)
async def test_given_a_flow_when_looked_at_then_it_is_told_how_it_stands(
    events: Sequence[FlowEvent], standing: str, name: str | None
) -> None:
    flows = FlowLog(await log_of(*events))
    known = await flows.look(ACCOUNT, FLOW)
    assert (known.standing, known.flow.text.name if known.flow else None) == (standing, name)
    assert (await flows.look(UUID(int=404), FLOW)).standing == "absent"


async def test_given_a_flow_that_is_much_edited_when_read_then_its_drafts_are_not() -> None:
    log = await log_of(DRAFTED, *9 * [REVISED], PUBLISHED, *9 * [REVISED], AGAIN, *9 * [REVISED])
    read = await FlowLog(log).read(ACCOUNT, FLOW)
    known = await FlowLog(log).look(ACCOUNT, FLOW)
    assert read is not None
    assert (read.flow_version, read.stream_version, known.flow) == (2, 21, read)
    assert log.opened == 4


async def test_given_a_flow_with_a_draft_when_read_exactly_then_its_version_is_that_of_the_draft() -> None:
    read = await FlowLog(await log_of(DRAFTED, PUBLISHED, REVISED, REVISED)).read(ACCOUNT, FLOW, exactly=True)
    assert read is not None
    assert (read.text.name, read.stream_version) == ("First", 4)


async def test_given_a_flow_when_an_older_version_is_read_then_it_is_that_one() -> None:
    read = await FlowLog(await log_of(DRAFTED, PUBLISHED, AGAIN)).read(ACCOUNT, FLOW, 1)
    assert read is not None
    assert (read.text.name, read.flow_version) == ("First", 1)
    assert await FlowLog(await log_of(DRAFTED, PUBLISHED)).read(ACCOUNT, FLOW, 7) is None
