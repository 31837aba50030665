"""Who may read figures, what is refused, what a file holds, and what erasing and rebuilding do."""

import csv
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from httpx2 import AsyncClient

from services.gateway.analytics.figures import FIGURES
from services.gateway.analytics.tables import AT_ONCE, COLUMNS
from services.ops.events import CaseErased
from shared.envelope import Stream
from shared.projection import LIVE, SHADOW_LOCK
from tests.conftest import Database
from tests.integration.gateway.analytics.conftest import SESSIONS, Desk, append, fold, open_desk
from tests.integration.gateway.analytics.recount import Query
from tests.integration.gateway.analytics.test_figures import WHOLE, behind, read
from tests.integration.gateway.analytics.world import FIRST_DAY, TODAY, tell

PATHS = (
    "summary", "breakdown?by=team", "trend", "tiers", "pushes", "flywheel", "models", "gaps", "sessions", "export.csv",
    "status",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("viewer@demo.example", 403), ("engineer@demo.example", 200), ("lead@demo.example", 200),
     ("operator@demo.example", 403)],
)  # fmt: skip
async def test_given_a_role_when_figures_are_read_then_engineers_and_up_may(
    desk: Desk, who: str, status: int, path: str
) -> None:
    async with await desk.signed_in(who) as client:
        assert (await client.get(f"/analytics/{path}")).status_code == status


async def test_given_another_account_when_it_reads_then_it_sees_nothing_of_this_one(desk: Desk) -> None:
    async with await desk.signed_in("other@rival.example") as stranger:
        figures = (await read(stranger, "summary", WHOLE))["figures"]
        assert {figure["count"] for figure in figures} == {0}
        assert (await read(stranger, "sessions", WHOLE))["total"] == 0
        for by in ("status", "tier", "domain", "team", "client"):
            assert (await read(stranger, "breakdown", WHOLE, by=by))["rows"] == []
        assert {row["count"] for row in (await read(stranger, "pushes", WHOLE))["rows"]} == {0}
        flywheel = await read(stranger, "flywheel", WHOLE)
        assert {row["count"] for row in flywheel["proposals"]} == {0}
        assert {point["flows"] for point in flywheel["coverage"]} == {0, None}
        assert (await read(stranger, "models", WHOLE))["rows"] == []
        assert len(await _csv(stranger, WHOLE, table="sessions")) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("summary?since=2026-08-02&until=2026-08-01", "bad_period"),
        ("summary?since=0001-01-01", "bad_period"),
        ("summary?since=9999-12-31&until=9999-12-31", "bad_period"),
        ("summary?since=2020-01-01&until=2026-01-01", "period_too_long"),
        ("summary?since=2026-02-30", "invalid_input"),
        ("summary?since=2026-02-03T10:00:00", "invalid_input"),
        ("summary?held_days=2", "invalid_input"),
        ("summary?held_days=x", "invalid_input"),
        ("summary?team_id=me", "invalid_input"),
        (f"summary?domain={'d' * 41}", "invalid_input"),
        ("breakdown", "invalid_input"),
        ("breakdown?by=account", "invalid_input"),
        ("breakdown?by=model", "invalid_input"),
        ("trend?interval=hour", "invalid_input"),
        ("sessions?figure=luck", "invalid_input"),
        ("sessions?by=domain", "no_value"),
        ("sessions?figure=rating&part=hits", "no_hits"),
        ("sessions?figure=rating&by=push&value=failed", "not_of_a_figure"),
        (f"sessions?by=domain&value={'d' * 101}", "invalid_input"),
        ("sessions?skip=-1", "invalid_input"),
        ("sessions?limit=0", "invalid_input"),
        ("export.csv?table=users", "invalid_input"),
        ("export.csv?table=breakdown", "no_breakdown"),
        ("export.csv?table=breakdown&by=push&value=failed", "no_breakdown"),
        ("export.csv?table=sessions&by=domain", "no_value"),
    ],
)
async def test_given_bad_parameters_when_asked_then_they_are_refused_by_name(
    client: AsyncClient, path: str, code: str
) -> None:
    answer = await client.get(f"/analytics/{path}")

    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize("value", ["%00", "%27%20or%201=1", "%F0%9F%94%A5", "%5C", "%25", "none"])
async def test_given_odd_words_when_asked_for_as_values_then_nothing_is_found_and_nothing_breaks(
    client: AsyncClient, value: str
) -> None:
    for query in (f"by=team&value={value}", f"by=model&value={value}", f"by=push&value={value}", f"domain={value}"):
        answer = await client.get(f"/analytics/sessions?since=2026-05-01&until=2026-08-28&{query}")
        assert answer.status_code in (200, 400, 422)
        if answer.status_code == 200 and not (value == "none" and "team" in query):
            assert answer.json()["total"] == 0


async def test_given_no_days_when_asked_then_the_last_thirty_are_meant(client: AsyncClient) -> None:
    summary = (await client.get("/analytics/summary")).json()

    assert summary["period"] == {"since": "2026-07-22", "until": "2026-08-20"}
    assert summary["previous_period"] == {"since": "2026-06-22", "until": "2026-07-21"}
    assert summary["held_days"] == 7
    assert summary["as_of"] == "2026-08-20T12:00:00Z"


async def test_given_figures_when_read_then_each_says_what_it_means(client: AsyncClient) -> None:
    for figure in (await read(client, "summary", WHOLE))["figures"]:
        assert figure["definition"] == FIGURES[figure["key"]].definition
        assert figure["definition"].endswith("UTC.")


@pytest.mark.parametrize("table", COLUMNS)
async def test_given_a_table_when_taken_as_a_file_then_it_has_the_rows_of_the_page(
    client: AsyncClient, table: str
) -> None:
    header, *rows = await _csv(client, WHOLE, table=table, **({"by": "domain"} if table == "breakdown" else {}))

    assert header == list(COLUMNS[table])  # type: ignore[index] # it is one of them
    if table == "sessions":
        listed = await behind(client, WHOLE)
        assert sorted(row[0] for row in rows) == sorted(listed)
    elif table == "flywheel":
        answer = await read(client, "flywheel", WHOLE)
        assert len(rows) == len(answer["proposals"]) + len(answer["coverage"])
    else:
        more = {"by": "domain"} if table == "breakdown" else {}
        answer = await read(client, table, WHOLE, **more)
        shown = answer.get("rows") or answer.get("points") or answer.get("figures")
        assert len(rows) == len(shown)
        assert rows[0][-1] == (answer.get("definition") or shown[0]["definition"])
        for name, cell in zip(header[:-1], rows[0][:-1], strict=True):
            assert cell == (
                "" if shown[0].get(name, answer.get(name)) is None else str(shown[0].get(name, answer.get(name)))
            )


async def test_given_words_that_are_formulas_when_taken_as_a_file_then_none_is_one(client: AsyncClient) -> None:
    header, *rows = await _csv(client, WHOLE, table="sessions")

    words = [row[header.index("problem_summary")] for row in rows]
    assert sum(word.startswith("'=cmd|") for word in words) > SESSIONS / 2
    assert not any(cell.lstrip()[:1] in ("=", "+", "-", "@") for row in rows for cell in row if cell)


async def test_given_a_file_when_taken_then_it_says_what_it_is(client: AsyncClient) -> None:
    answer = await client.get("/analytics/export.csv", params={**WHOLE.params, "table": "tiers"})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == ('attachment; filename="analytics-tiers-2026-05-01-2026-08-28.csv"')


async def test_given_more_sessions_than_are_read_at_a_time_when_taken_as_a_file_then_each_comes_once(
    client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.gateway.analytics.tables.AT_ONCE", 7)
    for wanted in ({}, {"by": "push", "value": "first_try"}, {"by": "proposal", "value": "pending"}):
        _, *rows = await _csv(client, WHOLE, table="sessions", **wanted)
        assert AT_ONCE > len(rows) > 7
        listed = await behind(client, WHOLE, **wanted)
        assert sorted(row[0] for row in rows) == sorted(listed.elements())


async def test_given_a_rebuild_when_it_runs_then_the_status_says_how_far_it_is(desk: Desk, client: AsyncClient) -> None:
    told: list[Any] = []
    shown = "select done::float8 / of from read.rebuilds"
    superuser = await desk.side.logs.superuser()
    assert (await client.get("/analytics/status")).json()["rebuilding"] is False

    await superuser.execute("select pg_advisory_lock($1)", SHADOW_LOCK)
    await superuser.execute(f"insert into {LIVE}.rebuilds (done, of) values (30, 120) on conflict (single) do"
                            " update set done = 30, of = 120")  # fmt: skip
    running = (await client.get("/analytics/status")).json()
    await superuser.execute("select pg_advisory_unlock($1)", SHADOW_LOCK)
    await desk.side.runner.rebuild(desk.side.runner.projections, lambda done, of: told.append(done / of))

    assert (running["rebuilding"], running["done"]) == (True, 0.25)
    assert told[0] < told[-1] == await superuser.fetchval(shown) == 1
    over = (await client.get("/analytics/status")).json()
    assert (over["rebuilding"], over["done"]) == (False, None)


async def test_given_figures_when_rebuilt_then_they_are_the_same(desk: Desk, client: AsyncClient) -> None:
    pages = ("summary", "tiers", "models", "pushes", "flywheel")
    before = [await read(client, path, WHOLE) for path in pages]

    assert set((await desk.side.runner.compare(desk.side.runner.projections)).values()) == {0}
    await desk.side.runner.rebuild(desk.side.runner.projections)

    assert before == [
        (await read(client, path, WHOLE)) for path in ("summary", "tiers", "models", "pushes", "flywheel")
    ]


@pytest.fixture
async def small(database: Database) -> AsyncIterator[Desk]:
    """A past that may be changed."""
    async with AsyncExitStack() as stack:
        yield await open_desk(stack, database, tell(seed=7, sessions=40))


async def test_given_a_case_when_erased_then_no_figure_knows_it_and_a_rebuild_does_not_bring_it_back(
    small: Desk,
) -> None:
    past = next(past for past in small.world.sessions if not past.erased and past.pushes and len(list(past.events)) > 5)
    erasure = CaseErased(session=past.session, by="ops", reason="asked for", at=TODAY)
    await append(small.side, Stream("erasure", str(past.session), small.side.account), "ops", [erasure])
    await fold(small.side)
    past.erased = True

    superuser = await small.side.logs.superuser()
    for table in ("sessions", "states", "models", "pushes", "proposals"):
        query = f"select count(*) from read.analytics_{table} where session = $1"
        assert await superuser.fetchval(query, past.session) == 0
    async with await small.signed_in() as client:
        summary = await read(client, "summary", WHOLE)
        assert summary["figures"][0]["count"] == len(small.recount.sessions(WHOLE))
        assert str(past.session) not in await behind(client, WHOLE)
        await superuser.execute("update log.keys set wrapped = null where id = $1", past.session)
        await small.side.runner.rebuild(small.side.runner.projections)
        assert (await read(client, "summary", WHOLE))["figures"] == summary["figures"]


async def test_given_a_case_that_is_folded_anew_when_read_then_nothing_of_it_counts_twice(small: Desk) -> None:
    async with await small.signed_in() as client:
        before = [await read(client, path, WHOLE) for path in ("summary", "models", "pushes")]
        for projection in small.side.runner.projections:
            if projection.name in ("analytics_sessions", "analytics_pushes"):
                for past in small.world.sessions[:10]:
                    await small.side.runner.rebuild_session(projection, past.session)  # type: ignore[arg-type] # of sessions

        assert before == [await read(client, path, WHOLE) for path in ("summary", "models", "pushes")]


async def test_given_read_models_that_are_not_there_yet_when_asked_then_it_says_when_to_come_again(small: Desk) -> None:
    superuser = await small.side.logs.superuser()
    await superuser.execute("drop table read.analytics_sessions")
    async with await small.signed_in() as client:
        answer = await client.get("/analytics/summary")

    assert (answer.status_code, answer.json()["code"]) == (503, "analytics_building")


@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "while the relay stands still"])
async def test_given_events_that_wait_when_asked_then_the_figures_are_as_of_the_oldest(
    small: Desk, numbered: bool
) -> None:
    past = tell(seed=8, sessions=1).sessions[0]
    stream = Stream("case", str(past.session), small.side.account, past.session)
    await append(small.side, stream, "intake", past.streams["case"])
    while numbered and await small.side.numbering.number(small.side.relay):
        pass
    superuser = await small.side.logs.superuser()
    written = await superuser.fetchval("select min(recorded_at) from log.events where stream = $1", stream.name)
    async with await small.signed_in() as client:
        assert (await client.get("/analytics/status")).json()["as_of"] == written.isoformat().replace("+00:00", "Z")


async def test_given_a_day_s_edges_when_asked_for_that_day_then_utc_decides(small: Desk) -> None:
    day = FIRST_DAY.date() + timedelta(days=3)
    async with await small.signed_in() as client:
        for query in (Query(day, day), Query(day - timedelta(days=1), day), Query(day, day + timedelta(days=1))):
            assert (await behind(client, query)).total() == len(small.recount.sessions(query))


async def _csv(client: AsyncClient, query: Query, **more: str) -> list[list[str]]:
    answer = await client.get("/analytics/export.csv", params=query.params | more)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(StringIO(answer.text, newline="")))
