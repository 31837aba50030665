"""What script templates need from outside: names that are given once, and what is used how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Offer:
    """A template as FlowPilot is told of it. `stream_version` is how far its stream was read."""

    template_id: UUID
    stream_version: int
    active: bool
    team_id: UUID | None
    slug: str
    name: str
    description: str
    parameter_keys: Sequence[str]


class Slugs(Protocol):
    """Which template has which slug. A row that its template does not bear out is soon given to another."""

    async def reserve(self, account: UUID, slug: str, template: UUID) -> UUID | None:
        """Give the slug to the template if nobody has it, or it does already; else who has it."""

    async def take_over(self, account: UUID, slug: str, template: UUID, holder: UUID) -> bool:
        """Give it to the template in the place of `holder`, who does not bear it, unless that is still to come."""


class Offers(Protocol):
    """Templates by use. Every call sees one account only."""

    async def put(self, account: UUID, offer: Offer) -> None:
        """List a template; quiet when it is listed as of a later version."""

    async def count_use(self, account: UUID, template: UUID, generation: UUID) -> None:
        """A script was made from it; each is counted once."""

    async def most_used(self, account: UUID, team: UUID | None, limit: int) -> Sequence[Offer]:
        """The active templates of everybody and of the team, the most used first."""

    async def named(self, account: UUID, team: UUID | None, slugs: Sequence[str]) -> Sequence[Offer]:
        """The active templates of everybody and of the team that have these slugs, in no order."""
