"""Knowledge gaps that are open."""

from collections import Counter
from typing import Any

from services.gateway.analytics.figures import GAPS
from services.gateway.projections.gap import KINDS, SEVERITIES
from shared.projection import Connection

_QUERY = "select kind, severity, count(*) as count from read.gaps where status = 'open' group by kind, severity"


async def gaps(connection: Connection) -> dict[str, Any]:
    """How many, by severity, the worst first, and by kind."""
    kinds, severities = Counter[str](dict.fromkeys(KINDS, 0)), Counter[str]()
    for row in await connection.fetch(_QUERY):
        kinds[row["kind"]] += row["count"]
        severities[SEVERITIES[row["severity"]]] += row["count"]
    return {
        "definition": GAPS,
        "open": kinds.total(),
        "by_severity": [{"key": key, "count": severities[key]} for key in reversed(SEVERITIES)],
        "by_kind": [{"key": key, "count": count} for key, count in kinds.items()],
    }
