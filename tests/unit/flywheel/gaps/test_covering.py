"""What the flow library says of clusters: asked once of a session, as long as the library stays the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from services.diagnosis.events import Intake
from services.flywheel.gaps.covering import Covering
from services.flywheel.gaps.finding import Finding, KnownFlow
from services.flywheel.gaps.settling import Cover
from shared.envelope import Stream, begin
from shared.errors import Unavailable
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.sealing import KEY_BYTES, Keyring, MasterKey
from tests.unit.diagnosis.examples import ACCOUNT, ANNA, NOW, started
from tests.unit.flywheel.gaps.examples import FLOW, FLOW_ID, fact

FRESH = replace(FLOW, published_at=NOW - timedelta(hours=2))


@dataclass(slots=True)
class Says:
    """A library that says one thing of every problem, and counts; it may go away after so many."""

    answer: set[UUID] = field(default_factory=lambda: {FLOW_ID})
    asked: int = 0
    away_after: int | None = None

    async def matching(self, account: UUID, text: str, domain: str) -> Collection[UUID]:
        """See `Matches.matching`."""
        self.asked += 1
        if self.away_after is not None and self.asked > self.away_after:
            raise Unavailable("service_away", "The part that does this is away.")
        return self.answer


async def covering(says: Says, count: int = 6) -> tuple[Covering, Finding]:
    """A cluster of sessions that the log knows."""
    log = MemoryLog(Keyring(MemoryKeyStore(), MasterKey(bytes(KEY_BYTES))))
    affected = [fact(number) for number in range(count)]
    intake = Intake(text="The badge reader stays dark.", log_excerpt=None, screenshots=())
    for one in affected:
        stream = Stream("session", str(one.session), ACCOUNT, one.session)
        await log.append(stream, 0, [started(intake=intake, flow=None)], begin(ANNA, "test"))
    return Covering(log, says), Finding("uncovered", "Badge reader dark", "hardware", affected, 40, {})


async def covers(
    asking: Covering, finding: Finding, flows: Sequence[KnownFlow] = (FRESH,), now: datetime = NOW
) -> list[Cover]:
    return list((await asking.covers(ACCOUNT, [finding], flows, now)).values())


async def test_given_a_flow_that_would_lead_a_cluster_when_asked_again_then_the_library_is_not_asked_twice() -> None:
    says = Says()
    asking, finding = await covering(says)
    assert await covers(asking, finding) == [Cover(FLOW_ID, FRESH.flow_version, FRESH.published_at)]
    assert await covers(asking, finding) == [Cover(FLOW_ID, FRESH.flow_version, FRESH.published_at)]
    assert says.asked == 5


async def test_given_answers_when_the_library_changes_then_it_is_asked_again() -> None:
    says = Says(set())
    asking, finding = await covering(says)
    assert await covers(asking, finding) == []
    says.answer = {FLOW_ID}
    assert len(await covers(asking, finding, [replace(FRESH, flow_version=4)])) == 1
    assert says.asked == 10


async def test_given_a_flow_that_was_just_published_when_it_is_not_found_yet_then_the_library_is_asked_again() -> None:
    says = Says(set())
    asking, finding = await covering(says)
    just = replace(FRESH, published_at=NOW - timedelta(minutes=5))
    assert await covers(asking, finding, [just]) == []
    says.answer = {FLOW_ID}
    assert await covers(asking, finding, [just], NOW + timedelta(minutes=9)) == []
    assert len(await covers(asking, finding, [just], NOW + timedelta(minutes=10))) == 1


async def test_given_a_library_that_goes_away_when_asked_again_then_only_what_it_has_not_said_is_asked() -> None:
    says = Says(away_after=3)
    asking, finding = await covering(says)
    just = replace(FRESH, flow_version=4, published_at=NOW - timedelta(minutes=5))
    for flows in ([FRESH], [just]):
        says.asked, says.away_after = 0, 3
        with pytest.raises(Unavailable):
            await covers(asking, finding, flows)
        says.away_after = None
        assert len(await covers(asking, finding, flows, NOW + timedelta(seconds=30))) == 1
        assert says.asked == 6


async def test_given_a_cluster_that_began_after_every_publication_when_looked_at_then_nobody_is_asked() -> None:
    says = Says()
    asking, finding = await covering(says)
    assert await covers(asking, finding, [replace(FRESH, published_at=NOW - timedelta(days=9))]) == []
    assert says.asked == 0
