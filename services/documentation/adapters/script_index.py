"""Slugs and offers of script templates in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from services.documentation.scripts.ports import Offer
from shared.database import walled

GRACE = "60 seconds"
"""So long a template that has reserved a slug may take to be written."""

_RESERVE = """
    insert into documentation.script_slugs as slug (account, slug, template) values ($1, $2, $3)
    on conflict (account, slug) do update set reserved_at = clock_timestamp() where slug.template = excluded.template
    returning template"""
_TAKE_OVER = f"""
    update documentation.script_slugs set template = $3, reserved_at = clock_timestamp()
     where account = $1 and slug = $2 and template = $4 and reserved_at < clock_timestamp() - interval '{GRACE}'
    returning template"""
_PUT = """
    insert into documentation.script_offers as offer
        (account, template, stream_version, active, team, slug, name, description, parameter_keys)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (account, template) do update set stream_version = excluded.stream_version, active = excluded.active,
        team = excluded.team, slug = excluded.slug, name = excluded.name, description = excluded.description,
        parameter_keys = excluded.parameter_keys
     where offer.stream_version < excluded.stream_version"""
_OFFERED = """
    select template, stream_version, active, team, slug, name, description, parameter_keys
      from documentation.script_offers o
     where account = $1 and active and (team is null or team = $2)"""
_MOST_USED = f"""{_OFFERED}
     order by (select count(*) from documentation.script_uses u where u.account = $1 and u.template = o.template) desc,
              name, template
     limit $3"""


@dataclass(frozen=True, slots=True)
class PostgresSlugs:
    """`Slugs` in PostgreSQL."""

    pool: asyncpg.Pool

    async def reserve(self, account: UUID, slug: str, template: UUID) -> UUID | None:
        """See `Slugs.reserve`."""
        async with walled(self.pool, account) as connection:
            if await connection.fetchval(_RESERVE, account, slug, template):
                return None
            holder: UUID = await connection.fetchval(
                "select template from documentation.script_slugs where account = $1 and slug = $2", account, slug
            )
            return holder

    async def take_over(self, account: UUID, slug: str, template: UUID, holder: UUID) -> bool:
        """See `Slugs.take_over`."""
        async with walled(self.pool, account) as connection:
            return await connection.fetchval(_TAKE_OVER, account, slug, template, holder) is not None


@dataclass(frozen=True, slots=True)
class PostgresOffers:
    """`Offers` in PostgreSQL."""

    pool: asyncpg.Pool

    async def put(self, account: UUID, offer: Offer) -> None:
        """See `Offers.put`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                _PUT, account, offer.template_id, offer.stream_version, offer.active, offer.team_id, offer.slug,
                offer.name, offer.description, list(offer.parameter_keys),
            )  # fmt: skip

    async def count_use(self, account: UUID, template: UUID, generation: UUID) -> None:
        """See `Offers.count_use`."""
        async with walled(self.pool, account) as connection:
            await connection.execute(
                "insert into documentation.script_uses (account, template, generation) values ($1, $2, $3)"
                " on conflict do nothing",
                account, template, generation,
            )  # fmt: skip

    async def most_used(self, account: UUID, team: UUID | None, limit: int) -> Sequence[Offer]:
        """See `Offers.most_used`."""
        async with walled(self.pool, account) as connection:
            return [Offer(*row) for row in await connection.fetch(_MOST_USED, account, team, limit)]

    async def named(self, account: UUID, team: UUID | None, slugs: Sequence[str]) -> Sequence[Offer]:
        """See `Offers.named`."""
        async with walled(self.pool, account) as connection:
            rows = await connection.fetch(f"{_OFFERED} and slug = any($3)", account, team, list(slugs))
            return [Offer(*row) for row in rows]
