"""The sessions that are asked about, with what counts of them under the chosen days: what every query begins with."""

from typing import Any

from services.gateway.analytics.asked import Asked

SECONDS_A_DAY = 86_400


MINE = "<mine>"
"""Where a query keeps to a team, a client and a domain of the sessions `s`; `about` puts in how."""


def about(query: str, asked: Asked) -> str:
    """The query about whom is asked; `$3` to `$5` are team, client and domain.

    What is not asked for is not compared at all: `$3 is null or team = $3` would tell the planner nothing.
    """
    wanted = (
        ("team", asked.team, "$3::uuid"),
        ("client", asked.client, "$4::uuid"),
        ("domain", asked.domain, "$5::text"),
    )
    parts = (f"{place} is null" if value is None else f"s.{column} = {place}" for column, value, place in wanted)
    return query.replace(MINE, " and ".join(parts))


def _counting(first: str, each: str, held: str) -> str:
    """SQL of what belongs to the first resolution that held: mostly the very first, which is kept by itself."""
    return f"""
        case when s.lasted >= {held} then s.{first}
             when s.longest >= {held} then (
                 select r.value from unnest(s.each_lasted, s.{each}) with ordinality as r (lasted, value, n)
                  where r.lasted >= {held} order by r.n limit 1)
        end
    """


def _reopened(held: str, ripe: str) -> str:
    """SQL of whether one of the resolutions that have had their days was reopened within them."""
    return f"""
        s.shortest < {held} and s.resolved_at <= {ripe} and (s.lasted < {held} or exists (
            select from unnest(s.each_lasted, s.each_took) as r (lasted, took)
             where r.lasted < {held} and s.started_at + make_interval(secs => r.took) <= {ripe}))
    """


def chosen(condition: str, held: str, ripe: str) -> str:
    """SQL of the sessions that `condition` picks of `s`.

    `held` is the parameter with the seconds that count, `ripe` that with the moment up to which they are over.
    """
    return f"""
        select s.session, s.team, s.client, s.domain, s.status, s.tier, s.started_at, s.steps, s.ended, s.escalated,
               s.compared, s.matched, s.by_model, s.rating, s.cost,
               coalesce(s.resolved_at <= {ripe}, false) as ripe, coalesce({_reopened(held, ripe)}, false) as reopened,
               coalesce(s.longest >= {held}, false) as resolved,
               {_counting("took", "each_took", held)} as seconds,
               {_counting("steps_at", "each_steps_at", held)} as steps_taken,
               coalesce(s.matched and {_counting("followed", "each_followed", held)}, false) as followed
          from read.analytics_sessions s where {condition}
    """


CHOSEN = chosen(f"s.started_at >= $1 and s.started_at < $2 and {MINE}", "$6", "$7")
"""The sessions that are asked about, once `about` has said whose; parameters as `values_of` gives them."""


def whose(asked: Asked) -> list[Any]:
    """The values of the period and of `about`: parameters 1 to 5."""
    return [asked.begins, asked.ends, asked.team, asked.client, asked.domain]


def values_of(asked: Asked) -> list[Any]:
    """The values of `CHOSEN`: parameters 1 to 7."""
    return [*whose(asked), float(asked.held_days * SECONDS_A_DAY), asked.ripe]
