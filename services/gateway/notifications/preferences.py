"""What each person wants to be told of, and how: a row of `identity.notification_preferences`, or the defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

import orjson

from services.gateway.notifications.kinds import EmailMode, Kind
from shared.projection import Connection


@dataclass(frozen=True, slots=True)
class Choice:
    """How one kind is told."""

    in_app: bool
    email: EmailMode

    @property
    def is_wanted(self) -> bool:
        """Whether it is told at all."""
        return self.in_app or self.email != "off"


DEFAULTS: Mapping[Kind, Choice] = MappingProxyType(
    {
        "escalation_to_me": Choice(in_app=True, email="at_once"),
        "escalation_to_team": Choice(in_app=True, email="at_once"),
        "proposal_pending": Choice(in_app=True, email="digest"),
        "fix_waiting": Choice(in_app=True, email="digest"),
        "push_failed": Choice(in_app=True, email="digest"),
        "gap_found": Choice(in_app=True, email="digest"),
    }
)
"""Somebody waits for an engineer: at once. Everything else can be read in the morning."""
DIGEST_HOUR = 8


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one person wants. The digest comes at `digest_hour` in `time_zone` (IANA)."""

    kinds: Mapping[Kind, Choice]
    digest_hour: int
    time_zone: str

    def kinds_by_email(self, mode: EmailMode) -> list[Kind]:
        """The kinds that come so by e-mail."""
        return [kind for kind, choice in self.kinds.items() if choice.email == mode]


_READ = """
    select p.kinds, coalesce(p.digest_hour, $2) as digest_hour, coalesce(p.time_zone, a.time_zone) as time_zone
      from identity.accounts a left join identity.notification_preferences p on p.user_id = $1"""
_WRITE = """
    insert into identity.notification_preferences (user_id, account, kinds, digest_hour, time_zone)
    values ($1, $2, $3, $4, $5)
    on conflict (user_id) do update
       set kinds = excluded.kinds, digest_hour = excluded.digest_hour, time_zone = excluded.time_zone"""


async def read_preferences(connection: Connection, user: UUID) -> Preferences:
    """What the user wants; the connection sees their account and no other."""
    row = await connection.fetchrow(_READ, user, DIGEST_HOUR)
    if row is None:
        raise LookupError("the connection sees no account")
    chosen = orjson.loads(row["kinds"]) if row["kinds"] else {}
    kinds = {kind: Choice(**chosen[kind]) if kind in chosen else default for kind, default in DEFAULTS.items()}
    return Preferences(kinds, row["digest_hour"], row["time_zone"])


async def write_preferences(connection: Connection, account: UUID, user: UUID, wanted: Preferences) -> None:
    """Have it so from now on."""
    kinds = orjson.dumps(dict(wanted.kinds)).decode()
    await connection.execute(_WRITE, user, account, kinds, wanted.digest_hour, wanted.time_zone)
