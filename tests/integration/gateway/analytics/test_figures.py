"""Every figure equals a plain recount over the events, and has exactly its sessions behind it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

import pytest
from httpx2 import AsyncClient

from services.gateway.analytics.figures import FIGURES
from tests.integration.gateway.analytics.conftest import Desk
from tests.integration.gateway.analytics.recount import Facts, Query, stretches, utc
from tests.integration.gateway.analytics.world import CLIENTS, TEAMS, TODAY

WHOLE = Query(date(2026, 5, 1), date(2026, 8, 28))
HALF = Query(date(2026, 7, 1), date(2026, 8, 28))
QUERIES = (
    WHOLE,
    replace(WHOLE, held_days=1),
    replace(WHOLE, held_days=30),
    HALF,
    replace(HALF, team_id=TEAMS[1]),
    replace(HALF, client_id=CLIENTS[2], held_days=30),
    replace(HALF, domain="m365", held_days=1),
    replace(WHOLE, team_id=TEAMS[2], client_id=CLIENTS[1], domain="printing"),
    Query(date(2026, 6, 1), date(2026, 6, 7)),
    Query(date(2026, 6, 3), date(2026, 6, 3)),
    Query(date(2025, 6, 3), date(2025, 6, 3)),
)
OF_QUERIES = pytest.mark.parametrize("query", QUERIES, ids=lambda query: "&".join(query.params.values()))


async def read(client: AsyncClient, path: str, query: Query, **more: Any) -> Any:
    answer = await client.get(f"/analytics/{path}", params=query.params | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def behind(client: AsyncClient, query: Query, **wanted: Any) -> Counter[str]:
    """Every session that a drill-down lists, page by page; the total is said on each."""
    found: Counter[str] = Counter()
    while True:
        page = await read(client, "sessions", query, **wanted, skip=found.total(), limit=200)
        found.update(one["id"] for one in page["sessions"])
        if not page["sessions"]:
            assert found.total() == page["total"]
            return found


def ids(facts: list[Facts]) -> Counter[str]:
    return Counter(str(one.past.session) for one in facts)


@OF_QUERIES
async def test_given_a_past_when_summed_up_then_each_figure_is_that_of_a_recount(
    desk: Desk, client: AsyncClient, query: Query
) -> None:
    summary = await read(client, "summary", query)

    assert [figure["key"] for figure in summary["figures"]] == list(FIGURES)
    assert summary["previous_period"] == {"since": str(query.before.since), "until": str(query.before.until)}
    for figure in summary["figures"]:
        key = figure["key"]
        chosen, hits = desk.recount.behind(key, query)
        assert figure["count"] == len(chosen), key
        assert figure["hits"] == (None if hits is None else len(hits)), key
        assert figure["value"] == approximately(desk.recount.value(key, query)), key
        assert figure["previous"] == approximately(desk.recount.value(key, query.before)), key
        assert figure["previous_count"] == len(desk.recount.behind(key, query.before)[0]), key
        if figure["unit"] == "share" and chosen:
            assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1


@OF_QUERIES
async def test_given_a_figure_when_drilled_into_then_exactly_its_sessions_are_listed(
    desk: Desk, client: AsyncClient, query: Query
) -> None:
    for key in FIGURES:
        chosen, hits = desk.recount.behind(key, query)
        assert await behind(client, query, figure=key) == ids(chosen), key
        if hits is not None:
            assert await behind(client, query, figure=key, part="hits") == ids(hits), key


@OF_QUERIES
@pytest.mark.parametrize("by", ["status", "tier", "domain", "team", "client"])
async def test_given_a_past_when_broken_down_then_each_row_is_that_of_a_recount_and_lists_its_sessions(
    desk: Desk, client: AsyncClient, query: Query, by: str
) -> None:
    answer = await read(client, "breakdown", query, by=by)

    counted = ("sessions", "resolved", "escalated", "previous")
    rows = {row["key"]: {name: row[name] for name in counted} for row in answer["rows"]}
    assert rows == desk.recount.rows(by, query)
    total = sum(row["sessions"] for row in rows.values())
    for row in answer["rows"]:
        assert row["share"] == approximately(row["sessions"] / total if total else 0)
        assert (await behind(client, query, by=by, value=row["key"])).total() == row["sessions"]
        here = [one for one in desk.recount.sessions(query) if str(getattr(one, by) or "none") == row["key"]]
        found = await behind(client, query, by=by, value=row["key"], figure="resolved_rate", part="hits")
        assert found == ids([one for one in here if one.resolved])
        assert found.total() == row["resolved"]


@OF_QUERIES
@pytest.mark.parametrize("interval", ["day", "week", "month"])
async def test_given_a_past_when_put_in_order_of_time_then_each_point_is_that_of_a_recount(
    desk: Desk, client: AsyncClient, query: Query, interval: str
) -> None:
    points = (await read(client, "trend", query, interval=interval))["points"]

    assert [(point["start"], point["end"]) for point in points] == [
        (str(start), str(end)) for start, end in stretches(query.since, query.until, interval)
    ]
    for point in points:
        part = replace(query, since=date.fromisoformat(point["start"]), until=date.fromisoformat(point["end"]))
        sessions = desk.recount.sessions(part)
        assert point["sessions"] == len(sessions)
        assert point["resolved"] == sum(one.resolved for one in sessions)
        assert point["escalated"] == sum(one.escalated for one in sessions)
        for name, key in (
            ("match_rate", "match_rate"),
            ("median_steps", "median_steps_to_resolution"),
            ("median_seconds", "median_time_to_resolution"),
        ):
            assert point[name] == approximately(desk.recount.value(key, part))
    if interval == "month":
        for point in points:
            part = replace(query, since=date.fromisoformat(point["start"]), until=date.fromisoformat(point["end"]))
            assert (await behind(client, part)).total() == point["sessions"]


@OF_QUERIES
async def test_given_a_past_when_tiers_are_compared_then_each_is_that_of_a_recount(
    desk: Desk, client: AsyncClient, query: Query
) -> None:
    answer = await read(client, "tiers", query)

    sessions = desk.recount.sessions(query)
    for row in answer["rows"]:
        here = [one for one in sessions if one.tier == row["tier"]]
        resolved = [one for one in here if one.resolved]
        assert (row["sessions"], row["resolved"]) == (len(here), len(resolved))
        assert row["ended"] == sum(one.ended for one in here)
        assert row["escalated"] == sum(one.escalated for one in here)
        assert row["rate"] == approximately(len(resolved) / row["ended"] if row["ended"] else None)
        assert row["median_steps"] == approximately(median(one.steps for one in resolved) if resolved else None)
        assert row["median_seconds"] == approximately(median(one.seconds for one in resolved) if resolved else None)
    comparison, rates = answer["comparison"], {row["tier"]: row for row in answer["rows"]}
    few = min(rates["guided"]["ended"], rates["discovery"]["ended"]) < comparison["least_ended"]
    assert (comparison["verdict"] == "too_few") == few
    if not few:
        difference = rates["guided"]["rate"] - rates["discovery"]["rate"]
        assert comparison["difference"] == approximately(difference)
        assert comparison["low"] < difference < comparison["high"]


@OF_QUERIES
async def test_given_pushes_when_classed_then_each_is_in_one_class_and_listed_there(
    desk: Desk, client: AsyncClient, query: Query
) -> None:
    rows = (await read(client, "pushes", query))["rows"]

    expected = desk.recount.pushes(query)
    assert {row["key"]: row["count"] for row in rows} == {
        key: expected[key] for key in ("first_try", "after_retries", "failed", "waiting")
    }
    for row in rows:
        assert row["share"] == approximately(row["count"] / expected.total() if expected.total() else None)
        assert (await behind(client, query, by="push", value=row["key"])).total() == row["count"]


@OF_QUERIES
async def test_given_proposals_and_flows_when_read_then_they_are_those_of_a_recount(
    desk: Desk, client: AsyncClient, query: Query
) -> None:
    answer = await read(client, "flywheel", query, interval="week")

    counts, there = desk.recount.proposals(query)
    assert {row["key"]: (row["count"], row["sessions"]) for row in answer["proposals"]} == {
        key: (counts[key], there[key]) for key in ("pending", "approved", "dismissed", "rejected", "auto_reinforced")
    }
    for row in answer["proposals"]:
        assert (await behind(client, query, by="proposal", value=row["key"])).total() == row["sessions"]
    for point in answer["coverage"]:
        over = utc(date.fromordinal(date.fromisoformat(point["end"]).toordinal() + 1))
        begun = utc(date.fromisoformat(point["start"])) <= TODAY
        assert point["flows"] == (
            sum(
                published < over and (archived is None or archived >= over)
                for published, archived, domain in desk.flows
                if query.domain in (None, domain)
            )
            if begun
            else None
        )
        part = replace(query, since=date.fromisoformat(point["start"]), until=date.fromisoformat(point["end"]))
        assert point["matched_share"] == approximately(desk.recount.value("match_rate", part))


@OF_QUERIES
async def test_given_model_calls_when_added_up_then_they_are_those_of_a_recount(
    desk: Desk, client: AsyncClient, query: Query
) -> None:
    rows = (await read(client, "models", query))["rows"]

    expected = desk.recount.models(query)
    assert {row["model"] for row in rows} == set(expected)
    assert [row["cost_usd"] for row in rows] == sorted((row["cost_usd"] for row in rows), reverse=True)
    for row in rows:
        recounted = expected[row["model"]]
        assert Decimal(str(row["cost_usd"])) == pytest.approx(recounted.pop("cost"))
        assert {name: row[name] for name in recounted} == recounted
        assert (await behind(client, query, by="model", value=row["model"])).total() == row["sessions"]


async def test_given_a_listed_session_when_read_then_it_says_what_the_recount_says(
    desk: Desk, client: AsyncClient
) -> None:
    known = {str(one.past.session): one for one in desk.recount.sessions(WHOLE)}
    listed = (await read(client, "sessions", WHOLE, limit=200))["sessions"]

    assert [one["created_at"] for one in listed] == sorted((one["created_at"] for one in listed), reverse=True)
    for one in listed:
        facts = known[one["id"]]
        assert one["counts_as_resolved"] == facts.resolved
        assert one["escalated"] == facts.escalated
        assert (one["status"], one["confidence_tier"]) == (facts.status, facts.tier)
        assert one["session_rating"] == facts.rating
        assert one["step_count"] == len(facts.all("step_proposed"))
        assert one["cost_usd"] == approximately(float(facts.cost))
        assert one["followed_flow"] == (
            facts.followed if facts.matched and facts.ended and not facts.by_model else None
        )
        assert one["seconds_to_resolution"] == approximately(facts.seconds if facts.resolved else None)
        assert one["steps_to_resolution"] == (facts.steps if facts.resolved else None)


async def test_given_a_longer_wait_when_asked_for_then_all_history_follows(client: AsyncClient) -> None:
    """Nothing is written when the days change: fewer resolutions hold for longer, and more are reopened within it."""
    rates = []
    for days in (1, 7, 30):
        figures = (await read(client, "summary", replace(WHOLE, held_days=days)))["figures"]
        rates.append({figure["key"]: figure["value"] for figure in figures})

    resolved, reopened = ([rate[key] for rate in rates] for key in ("resolved_rate", "reopened_rate"))
    assert resolved[0] > resolved[1] > resolved[2]
    assert reopened[0] < reopened[1] < reopened[2]


def approximately(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)
