"""What was made of a case goes with it: nobody can read it again, unless others speak for it too."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import orjson
import pytest

from services.flywheel.adapters.postgres import PostgresPlacements
from services.flywheel.analysis.events import SessionAnalysed
from services.flywheel.gaps.domain import Gap
from services.flywheel.gaps.events import FlowDraftedForGap
from services.flywheel.ports import Draft, FlowRequest
from services.flywheel.proposals.commands import MakeProposal
from services.flywheel.proposals.events import FORGETTING_EVENTS, ProposalMade, Source
from services.flywheel.proposals.forgetting import forgetting_stream
from services.flywheel.proposals.ports import Scope, Title
from services.flywheel.proposals.recognising import Recogniser
from services.flywheel.timers import WAITING
from services.ops.cli.erase import to_decide
from services.ops.derived import Derived
from services.ops.erasure import Erasure, apply_erasure, list_file, read_list
from services.ops.erasure import erase as erase_case
from services.ops.events import CaseErased
from shared.blobs import Blobs
from shared.bus.reactions import NotYet
from shared.clock import utc_now
from shared.database import open_pool, walled
from shared.envelope import Stream, begin
from shared.errors import Erased
from shared.ids import new_id
from shared.message import Actor
from shared.sealing import KeyDestroyed
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.flywheel.conftest import Bench, ModelLike, log_of, request_of
from tests.integration.flywheel.gap_kit import GapBench, gaps
from tests.integration.flywheel.test_proposals import proposal_of
from tests.unit.diagnosis.examples import ACCOUNT, started
from tests.unit.flywheel.examples import ALONE, question, resolved

__all__ = ["gaps"]

PLANTED = "Zanzibar7741"
TOLD = (
    started(summary=f"The lift of {PLANTED} stops between floors", domain="other"),
    *question(0, "What does it show?", f"{PLANTED} in red letters", node_id=None),
    resolved(f"{PLANTED} was reset at the panel."),
)


async def erase(bench: Bench, database: Database, session: UUID, *, heard: bool = True) -> None:
    """As the command does it: the key goes, then it is said."""
    async with open_pool(CommonSettings(database_url=database.url), "rf_ops", size=1) as pool:
        await pool.execute(
            "update log.keys set wrapped = null, destroyed_at = $2 where id = $1 and wrapped is not null",
            session, utc_now(),
        )  # fmt: skip
        event = CaseErased(session=session, by="test", reason="test", at=utc_now())
        stream = Stream("erasure", str(session), ACCOUNT)
        await log_of(pool).append(stream, 0, [event], begin(Actor(account_id=ACCOUNT), "ops"))
    if heard:
        await bench.hear(f"erasure-{session}")


async def everything(database: Database, bench: Bench) -> str:
    """All that stands in the flywheel's tables, and all of the log that can still be opened."""
    connection = await asyncpg.connect(database.dsn("postgres"))
    try:
        tables = await connection.fetch("select tablename from pg_tables where schemaname = 'flywheel'")
        rows = [
            await connection.fetch(f"select to_jsonb(t) - 'meaning' as row from flywheel.{table['tablename']} t")
            for table in tables
        ]
        ids = await connection.fetch("select distinct stream from log.events")
    finally:
        await connection.close()
    found = [row["row"] for part in rows for row in part]
    log = log_of(bench.pool)  # with no key in memory
    for stream in ids:
        try:
            found += [event.data.decode() for event in await log.load(stream["stream"])]
        except KeyDestroyed:
            continue
    return orjson.dumps(found).decode()


async def test_given_a_case_when_it_is_erased_then_the_proposal_that_only_it_led_to_can_never_be_read_again(
    bench: Bench, database: Database
) -> None:
    session = await bench.session(*TOLD)
    id_ = await proposal_of(bench, session)
    assert PLANTED.casefold() in (await everything(database, bench)).casefold()

    await erase(bench, database, session)

    with pytest.raises(KeyDestroyed):
        await bench.proposal(id_)
    assert PLANTED.casefold() not in (await everything(database, bench)).casefold()
    for _ in range(2):
        [told] = FORGETTING_EVENTS.decode_all(await bench.log.load(forgetting_stream(ACCOUNT, id_).name))
        assert told.proposal_id == id_
        await bench.hear(f"erasure-{session}")


async def test_given_a_proposal_that_others_speak_for_when_one_case_is_erased_then_it_stays(
    bench: Bench, database: Database
) -> None:
    first, second = await bench.session(*ALONE), await bench.session(*ALONE)
    id_ = await proposal_of(bench, first)

    await erase(bench, database, first)
    assert (await bench.proposal(id_)).status == "pending"
    assert await proposal_of(bench, await bench.session(*ALONE)) == id_

    assert await proposal_of(bench, second) == id_
    placements = PostgresPlacements(bench.pool)
    assert await placements.of(ACCOUNT, Source(session_id=first, outcome=1)) is None


async def test_given_an_analysis_at_work_when_its_case_is_erased_then_nothing_is_left_behind(
    bench: Bench, database: Database
) -> None:
    session = await bench.session(*ALONE)
    id_ = await proposal_of(bench, session)
    made = (await bench.proposal(id_)).made
    await erase(bench, database, session)

    late = MakeProposal(**dict(made) | {"source": Source(session_id=session, outcome=2)})
    with pytest.raises(KeyDestroyed):
        await bench.reactions.placing.place(ACCOUNT, late, begin(Actor(account_id=ACCOUNT), "test"))

    assert await bench.pool.fetchval("select count(*) from log.events where type = 'proposal_made'") == 1


@pytest.mark.parametrize(("before", "command"), [("dismiss", "reopen"), ("approve", "undo")])
async def test_given_a_proposal_that_is_open_again_when_its_case_is_erased_at_that_moment_then_it_is_recognised_no_more(
    bench: Bench, database: Database, monkeypatch: pytest.MonkeyPatch, before: str, command: str
) -> None:
    session = await bench.session(*TOLD)
    id_ = await proposal_of(bench, session)
    await bench.ask(f"{before}_proposal", id_)
    recognised = Recogniser.proposal

    async def late(self: Recogniser, of: MakeProposal | ProposalMade) -> tuple[Scope, Title]:
        """The words are read, then the case goes."""
        known_by = await recognised(self, of)
        await erase(bench, database, session)
        return known_by

    monkeypatch.setattr(Recogniser, "proposal", late)
    with suppress(KeyDestroyed, Erased):
        await bench.ask(f"{command}_proposal", id_)

    assert id_ not in {row["id"] for row in await titles(bench)}


async def titles(bench: Bench) -> list[asyncpg.Record]:
    """What the account's proposals and flows are recognised by."""
    async with walled(bench.pool, ACCOUNT) as connection:
        rows: list[asyncpg.Record] = await connection.fetch("select id from flywheel.titles")
    return rows


async def test_given_a_title_that_is_put_when_its_proposal_is_forgotten_meanwhile_then_it_is_dropped_after_it(
    bench: Bench, database: Database
) -> None:
    session = await bench.session(*TOLD)
    id_ = await proposal_of(bench, session)
    known_by = await bench.api.publishing.recogniser.proposal((await bench.proposal(id_)).made)
    await asyncio.gather(
        erase(bench, database, session), *(bench.titles.put(ACCOUNT, id_, *known_by) for _ in range(40))
    )  # fmt: skip
    assert await titles(bench) == []


async def test_given_a_proposal_that_goes_when_another_case_comes_to_the_same_at_once_then_that_one_is_not_lost(
    bench: Bench, database: Database
) -> None:
    for _ in range(5):
        first = await bench.session(*ALONE)
        _, second = await asyncio.gather(erase(bench, database, first), bench.session(*ALONE))
        (analysed,) = [event for event in await bench.analysis(second) if isinstance(event, SessionAnalysed)]
        assert analysed.proposal_id
        assert Source(session_id=second, outcome=1) in (await bench.proposal(analysed.proposal_id)).supporting
        await erase(bench, database, second)


@pytest.fixture
def settings(bench: Bench, database: Database, tmp_path: Path) -> CommonSettings:
    """As operators' commands have them: the bench's database and master key."""
    (tmp_path / "master.key").write_bytes(bytes(range(32)))
    return CommonSettings(database_url=database.url, master_key_file=tmp_path / "master.key")


async def test_given_the_command_when_it_erases_a_case_then_its_proposal_goes_at_once_and_the_flow_of_it_is_named(
    bench: Bench, settings: CommonSettings
) -> None:
    session = await bench.session(*TOLD)
    id_ = await proposal_of(bench, session)
    flow = (await bench.ask("approve_proposal", id_))["flow_id"]

    erased = await erase_case(settings, session, "operator", "asked for")

    assert (erased.proposals, erased.derived) == ((id_,), Derived(flows=(flow,)))
    with pytest.raises(KeyDestroyed):
        await log_of(bench.pool).load(f"proposal-{id_}")
    await bench.hear(f"erasure-{session}")
    again = await erase_case(settings, session, "operator", "asked for")
    assert again.derived == erased.derived
    assert [line.proposals for line in read_list(list_file(settings))] == [(id_,)]


async def test_given_a_proposal_of_two_cases_when_the_one_it_was_written_from_is_erased_then_the_operator_is_told(
    bench: Bench, settings: CommonSettings
) -> None:
    first, second = await bench.session(*ALONE), await bench.session(*ALONE)
    id_ = await proposal_of(bench, first)

    other = await erase_case(settings, second, "operator", "asked for")
    assert (other.proposals, other.derived) == ((), Derived())
    await bench.hear(f"erasure-{second}")
    third = await bench.session(*ALONE)
    erased = await erase_case(settings, first, "operator", "asked for")

    assert (erased.proposals, erased.derived) == ((), Derived(proposals=(id_,)))
    assert await proposal_of(bench, third) == id_
    assert (await bench.proposal(id_)).status == "pending"


async def test_given_a_backup_with_the_case_when_its_erasure_is_applied_again_then_its_proposal_goes_again(
    bench: Bench, settings: CommonSettings
) -> None:
    session = await bench.session(*TOLD)
    id_ = await proposal_of(bench, session)
    erasure = Erasure(session, ACCOUNT, "operator", "asked for", utc_now())  # of before proposals were listed
    listed = Erasure(new_id(), ACCOUNT, "operator", "asked for", utc_now(), proposals=(id_,))

    async with open_pool(settings, "rf_ops", size=2) as pool:
        await apply_erasure(settings, pool, listed)
        assert (await log_of(bench.pool).load(f"proposal-{id_}"))[0].type == "proposal_made"  # somebody speaks for it
        assert await apply_erasure(settings, pool, erasure)

    with pytest.raises(KeyDestroyed):
        await log_of(bench.pool).load(f"proposal-{id_}")


async def test_given_the_flywheels_role_when_it_would_destroy_another_key_then_it_cannot(bench: Bench) -> None:
    session = await bench.session(*TOLD)
    made = (await bench.proposal(await proposal_of(bench, session))).made

    for key in (ACCOUNT, session):
        forged = Stream("proposal", str(key), ACCOUNT, key)
        await bench.log.append(forged, 0, [made], begin(Actor(account_id=ACCOUNT), "flywheel"))
        assert await bench.pool.execute("update log.keys set wrapped = null where id = $1", key) == "UPDATE 0"


async def test_given_a_proposal_from_before_they_had_keys_when_its_case_is_erased_then_it_is_named_and_done_with(
    bench: Bench, settings: CommonSettings
) -> None:
    session, other, old = await bench.session(*TOLD), await bench.session(*ALONE), new_id()
    made = (await bench.proposal(await proposal_of(bench, other))).made
    made = made.model_copy(update={"source": Source(session_id=session, outcome=1)})
    await bench.log.append(Stream("proposal", str(old), ACCOUNT), 0, [made], begin(Actor(account_id=ACCOUNT), "test"))
    await PostgresPlacements(bench.pool).put(ACCOUNT, made.source, old)

    erased = await erase_case(settings, session, "operator", "asked for")
    assert (erased.proposals, erased.derived) == ((), Derived(kept=(old,)))
    assert any(str(old) in line for line in to_decide(erased.derived))

    await bench.hear(f"erasure-{session}")
    for command in ("approve_proposal", "dismiss_proposal"):
        with pytest.raises(Erased):
            await bench.ask(command, old)


async def test_given_a_flow_that_is_written_for_a_gap_while_one_of_its_cases_is_erased_then_it_is_named(
    gaps: GapBench, settings: CommonSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_, session = await gaps.badges(6)
    (id_,) = await gaps.look()
    await gaps.api.draft(request_of({"gap_id": str(id_)}))

    async def late(*args: Any) -> bool:
        """The flow is there when it was looked for already, just before the keys go."""
        await gaps.reactions.drafting.draft(ACCOUNT, id_, begin(Actor(account_id=ACCOUNT), "flywheel"))
        return await apply_erasure(*args)

    monkeypatch.setattr("services.ops.erasure.apply_erasure", late)
    erased = await erase_case(settings, session, "operator", "asked for")

    gap, _ = await gaps.api.gaps.load(f"gap-{id_}")
    assert isinstance(gap, Gap)
    assert erased.derived.flows == (gap.drafted_flow_id,)
    assert [line.derived.flows for line in read_list(list_file(settings))] == [(), (gap.drafted_flow_id,)]


async def test_given_the_case_that_a_gap_s_flow_is_written_of_when_it_is_erased_meanwhile_then_another_one_is_taken(
    gaps: GapBench,
) -> None:
    await gaps.badges(6, no_model=False)
    (id_,) = await gaps.look()
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    written: list[UUID] = []

    class Slow(ModelLike):
        """A model that the case is erased under, with a prompt to be kept."""

        async def write(self, request: FlowRequest) -> Draft:
            """See `FlowWriter.write`."""
            written.append(request.work.session)
            await gaps.erase(request.work.session)
            return replace(await super().write(request), transcript=b"prompt and answer")

    blobs = Blobs(gaps.pool, gaps.keyring)
    drafting = replace(gaps.reactions.drafting.drafting, model=Slow(), blobs=blobs)
    slow = replace(gaps.reactions.drafting, drafting=drafting)
    with pytest.raises(NotYet):
        await slow.draft(ACCOUNT, id_, begin(Actor(account_id=ACCOUNT), "flywheel"))

    await gaps.reactions.drafting.draft(ACCOUNT, id_, begin(Actor(account_id=ACCOUNT), "flywheel"))
    told = (await gaps.events(id_))[-1]
    assert isinstance(told, FlowDraftedForGap)
    assert not set(written) & set(told.session_ids)


async def test_given_cases_that_wait_for_a_day_when_some_are_erased_then_they_take_no_place_of_it(
    bench: Bench, database: Database
) -> None:
    words = ("Scanner", "Firewall", "Mailbox", "Laptop", "Switch", "Phone")
    sessions = [await bench.session(started(summary=f"{word} stopped working"), resolved()) for word in words]
    gone, waiting = sessions[2:4], sessions[4:]
    for session in (*gone, *waiting):
        await bench.hear(f"analysis-{session}")
    for session in gone:
        await erase(bench, database, session)
        bench.forgetting.drop_key(session)

    bench.time[0] += timedelta(days=1)
    await bench.timers.fire({WAITING: bench.reactions.on_day_begun})

    assert [len(await bench.analysis(session)) for session in waiting] == [2, 2]
