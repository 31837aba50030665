"""The sessions behind a number: exactly those that the figure or the row counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import orjson

from services.gateway.analytics.asked import Asked, Part, RowsBy
from services.gateway.analytics.breakdown import NONE
from services.gateway.analytics.chosen import CHOSEN, about, chosen, values_of, whose
from services.gateway.analytics.figures import FIGURES, FigureKey
from services.gateway.analytics.flywheel import PROPOSED
from services.gateway.analytics.pushes import CLASS, PUSHED
from shared.errors import InvalidInput
from shared.projection import Connection

_OF_ROWS: Mapping[RowsBy, str] = {
    **{by: f"{by}::text is not distinct from $8" for by in ("status", "tier", "domain", "team", "client")},
    "model": "session in (select session from read.analytics_models"
    " where model = $8 and started_at >= $1 and started_at < $2)",
}
_OTHERS: Mapping[RowsBy, str] = {
    "push": f"select session, p.requested_at as at, p.push as key from {PUSHED} and {CLASS} = $6",
    "proposal": f"select s.session, p.made_at as at, p.proposal as key from {PROPOSED} and p.status = $6"
    " and s.session is not null",
}
"""Rows that are not made of the period's sessions, but of pushes and proposals: one session for each of them."""
_DETAILS = f"""
    select chosen.*, state.owner, state.tier_last, state.flow_score, c.item
      from ({chosen("s.session = any($1)", "$2", "$3")}) chosen join read.analytics_states state using (session)
      left join read.cases c using (session)
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Those of a figure, or `hits` of it; those of the row `value` of a breakdown; or both."""

    figure: FigureKey = "sessions"
    part: Part = "all"
    by: RowsBy | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`limit` rows after `skip` of them, or after the row whose time and key are `after`."""

    limit: int
    skip: int = 0
    after: tuple[datetime, Any] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page's sessions, and the place of its last row; None: nothing comes after it."""

    sessions: list[dict[str, Any]]
    last: tuple[datetime, Any] | None


async def sessions(connection: Connection, asked: Asked, wanted: Wanted, page: Page) -> dict[str, Any]:
    """A page of them, the newest first, and how many there are.

    Raises:
        InvalidInput: there is no such row or part.
    """
    query, values = _query(asked, wanted)
    total = await connection.fetchval(f"select count(*) from ({query}) found", *values)
    return {"total": total, "sessions": (await read_page(connection, asked, wanted, page)).sessions}


async def read_page(connection: Connection, asked: Asked, wanted: Wanted, page: Page) -> Found:
    """A page of them, the newest first. Raises InvalidInput."""
    found, values = _query(asked, wanted)
    query = f"select session, at, key from ({found}) found"
    if page.after:
        query += f" where (at, key) < (${len(values) + 1}, ${len(values) + 2})"
        values += page.after
    order = f"order by at desc, key desc limit ${len(values) + 1} offset ${len(values) + 2}"
    rows = await connection.fetch(f"{query} {order}", *values, page.limit, page.skip)
    last = (rows[-1]["at"], rows[-1]["key"]) if len(rows) == page.limit else None
    return Found(await _details(connection, asked, wanted, rows), last)


async def _details(
    connection: Connection, asked: Asked, wanted: Wanted, rows: Sequence[asyncpg.Record]
) -> list[dict[str, Any]]:
    found = await connection.fetch(_DETAILS, [row["session"] for row in rows], *values_of(asked)[-2:])
    by_id = {row["session"]: row for row in found}
    there = [row for row in rows if row["session"] in by_id]  # one may have been erased just now
    return [_told(by_id[row["session"]], row["key"] if wanted.by == "push" else None) for row in there]


def _query(asked: Asked, wanted: Wanted) -> tuple[str, list[Any]]:
    if wanted.by is not None and wanted.value is None:
        raise InvalidInput("no_value", "`by` says what kind of row is meant; `value` is needed too, the row's key.")
    if wanted.by in _OTHERS:
        return _of_others(asked, wanted)
    conditions, values = _conditions(wanted), values_of(asked)
    if wanted.by is not None:
        conditions.append(_OF_ROWS[wanted.by])
        values.append(None if wanted.value == NONE else wanted.value)
    where = " and ".join(conditions)
    query = f"select session, started_at as at, session as key from ({CHOSEN}) chosen where {where}"
    return about(query, asked), values


def _of_others(asked: Asked, wanted: Wanted) -> tuple[str, list[Any]]:
    if wanted.figure != "sessions" or wanted.part != "all" or wanted.by is None:
        raise InvalidInput("not_of_a_figure", "Pushes and proposals are not part of a figure; leave `figure` out.")
    return about(_OTHERS[wanted.by], asked), [*whose(asked), wanted.value]


def _conditions(wanted: Wanted) -> list[str]:
    figure = FIGURES[wanted.figure]
    if wanted.part == "all":
        return [figure.of]
    if figure.hits is None:
        raise InvalidInput("no_hits", f"{wanted.figure} is not a share; leave `part` out.")
    return [figure.of, figure.hits]


_OF_THE_CASE = ("problem_summary", "resolved_at", "matched_flow_id", "matched_flow_name", "user_name")


def _told(row: asyncpg.Record, push: str | None) -> dict[str, Any]:
    case = orjson.loads(row["item"]) if row["item"] else {}
    return {
        "id": row["session"],
        **{name: case.get(name) for name in _OF_THE_CASE},
        "problem_domain": row["domain"],
        "status": row["status"],
        "confidence_tier": row["tier"],
        "last_tier": row["tier_last"],
        "created_at": row["started_at"],
        "step_count": row["steps"],
        "session_rating": row["rating"],
        "match_score": row["flow_score"],
        "user_id": row["owner"],
        "team_id": row["team"],
        "client_id": row["client"],
        "counts_as_resolved": row["resolved"],
        "escalated": row["escalated"],
        "followed_flow": row["followed"] if row["matched"] and row["ended"] and not row["by_model"] else None,
        "seconds_to_resolution": row["seconds"],
        "steps_to_resolution": row["steps_taken"],
        "cost_usd": row["cost"] / 1e6,
        "push_id": push,
    }
