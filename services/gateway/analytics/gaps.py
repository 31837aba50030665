"""Knowledge gaps that are open."""

from collections import Counter
from typing import Any

from services.gateway.analytics.figures import GAPS
from shared.projection import Connection

SEVERITIES = ("high", "medium", "low")
KINDS = ("uncovered", "weak_options", "high_escalation", "falling_success", "many_skips")
_QUERY = """
    select kind, doc::json ->> 'severity' as severity, count(*) as count
      from read.gaps where status = 'open' group by 1, 2
"""


async def gaps(connection: Connection) -> dict[str, Any]:
    """How many, by severity, the worst first, and by kind."""
    kinds, severities = Counter[str](), Counter[str]()
    for row in await connection.fetch(_QUERY):
        kinds[row["kind"]] += row["count"]
        severities[row["severity"]] += row["count"]
    return {
        "definition": GAPS,
        "open": kinds.total(),
        "by_severity": [{"key": key, "count": severities[key]} for key in SEVERITIES],
        "by_kind": [{"key": key, "count": kinds[key]} for key in KINDS],
    }
