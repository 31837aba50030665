"""The lists that HaloPSA's tickets refer to by number: statuses and agents."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from services.psa_sync.adapters.halopsa.client import Client
from services.psa_sync.adapters.records import Record, dig
from services.psa_sync.adapters.texts import line
from services.psa_sync.ports import Refused

KEPT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Names:
    """Number → name, of each kind."""

    statuses: Mapping[int, str]
    agents: Mapping[int, str]


async def statuses_of(client: Client) -> dict[int, str]:
    """All statuses. Raises PsaFailed."""
    return _named(await client.listed("status", "statuses"))


async def agents_of(client: Client) -> list[Record]:
    """Everybody who works in the PSA. Raises PsaFailed."""
    return await client.listed("agent", "agents", includeenabled="true", includedisabled="true")


class NameLists:
    """Remembers one connection's lists for a while."""

    def __init__(self) -> None:
        self._until = 0.0
        self._names = Names({}, {})

    async def of(self, client: Client) -> Names:
        """The names; none of what the keys may not read. Raises PsaFailed."""
        if self._until < time.monotonic():
            statuses, agents = await _readable_statuses(client), await _readable_agents(client)
            self._names = Names(statuses, _named(agents))
            self._until = time.monotonic() + KEPT_SECONDS
        return self._names


async def _readable_statuses(client: Client) -> dict[int, str]:
    try:
        return await statuses_of(client)
    except Refused:
        return {}


async def _readable_agents(client: Client) -> list[Record]:
    try:
        return await agents_of(client)
    except Refused:
        return []


def _named(records: list[Record]) -> dict[int, str]:
    pairs = ((dig(one, "id"), line(dig(one, "name"))) for one in records)
    return {number: name for number, name in pairs if isinstance(number, int) and name}
