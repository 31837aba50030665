"""Is guided better? Real resolution rates by tier, and what may be said of their difference."""

from typing import Any

from services.gateway.analytics.asked import Asked
from services.gateway.analytics.chosen import CHOSEN, about, values_of
from services.gateway.analytics.figures import TIERS
from services.gateway.analytics.intervals import LEAST_ENDED, Share, compare
from shared.projection import Connection

_TIERS = ("guided", "exploring", "discovery")
_COLUMNS = {
    "sessions": "count(*) filter (where {0})",
    "ended": "count(*) filter (where {0} and ended)",
    "resolved": "count(*) filter (where {0} and resolved)",
    "escalated": "count(*) filter (where {0} and escalated)",
    "median_seconds": "percentile_cont(0.5) within group (order by seconds) filter (where {0} and resolved)",
    "median_steps": "percentile_cont(0.5) within group (order by steps_taken) filter (where {0} and resolved)",
}
_PARTS = (what.format(f"tier = '{tier}'") + f" as {tier}_{name}" for tier in _TIERS for name, what in _COLUMNS.items())
_QUERY = f"select {', '.join(_PARTS)} from ({CHOSEN}) chosen"
"""One row for all tiers: grouped by tier, every session would be sorted once more."""


async def tiers(connection: Connection, asked: Asked) -> dict[str, Any]:
    """Each tier with its rate, the surest first, and the comparison of the first with the last."""
    (found,) = await connection.fetch(about(_QUERY, asked), *values_of(asked))
    rows = [_row(tier, {name: found[f"{tier}_{name}"] for name in _COLUMNS}) for tier in _TIERS]
    difference = compare(_rate(rows[0]), _rate(rows[-1]))
    return {
        "definition": TIERS,
        "rows": rows,
        "comparison": {
            "first": "guided",
            "second": "discovery",
            "difference": difference.value,
            "low": difference.low,
            "high": difference.high,
            "verdict": difference.verdict,
            "least_ended": LEAST_ENDED,
        },
    }


def _row(tier: str, found: dict[str, Any]) -> dict[str, Any]:
    rate = _rate(found)
    low, high = rate.interval or (None, None)
    return {**found, "tier": tier, "rate": rate.value, "low": low, "high": high}


def _rate(row: dict[str, Any]) -> Share:
    return Share(row["resolved"], row["ended"])
