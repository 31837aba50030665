"""What models took of the period's sessions."""

from typing import Any

from services.gateway.analytics.asked import Asked
from services.gateway.analytics.chosen import MINE, about, whose
from services.gateway.analytics.figures import MODELS
from shared.projection import Connection

_ADDED = """
    select model, count(*) as sessions, sum(u.calls)::bigint as calls, sum(u.input_tokens)::bigint as input_tokens,
           sum(u.output_tokens)::bigint as output_tokens, (sum(u.cost) / 1e6)::float8 as cost_usd
      from read.analytics_models u {join} where u.started_at >= $1 and u.started_at < $2 {mine}
     group by model order by sum(u.cost) desc, model
"""
_QUERY = _ADDED.format(join="join read.analytics_sessions s using (session)", mine=f"and {MINE}")
_OF_ALL = _ADDED.format(join="", mine="")
"""The same of whatever team, client and domain: whose sessions they are need not be looked up."""


async def models(connection: Connection, asked: Asked) -> dict[str, Any]:
    """One row a model, the dearest first."""
    query, values = (_OF_ALL, whose(asked)[:2]) if asked.of_all else (about(_QUERY, asked), whose(asked))
    rows = await connection.fetch(query, *values)
    return {"definition": MODELS, "rows": [dict(row) for row in rows]}
