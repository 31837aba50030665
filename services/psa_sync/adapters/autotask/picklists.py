"""Autotask keeps statuses, priorities, queues and kinds of notes as numbered lists, each company's its own."""

from collections.abc import Mapping

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.kept import Kept
from services.psa_sync.adapters.records import dig, rows, whole
from services.psa_sync.adapters.texts import line

KEPT_SECONDS = 600.0
Picklist = Mapping[int, str]
"""Number → label, of the entries in use."""


class Picklists:
    """Remembers one connection's lists for a while; they are shown to nobody who has not its keys."""

    def __init__(self) -> None:
        self._known: Kept[str, Mapping[str, Picklist]] = Kept()

    async def of(self, client: Client, entity: str, field: str) -> Picklist:
        """The list of a field; empty where it has none. Raises PsaFailed."""
        lists = self._known.get(entity)
        if lists is None:
            lists = _read(await client.get(f"{entity}/entityInformation/fields"))
            self._known.put(entity, lists, KEPT_SECONDS)
        return lists.get(field, {})


def number_of(picklist: Picklist, label: str) -> int | None:
    """The number behind a label, whatever its case."""
    wanted = label.strip().casefold()
    return next((number for number, known in picklist.items() if known.casefold() == wanted), None)


def number_like(picklist: Picklist, *parts: str) -> int | None:
    """The first number whose label holds one of the parts, the first part first."""
    for part in parts:
        for number, label in picklist.items():
            if part in label.casefold():
                return number
    return next(iter(picklist), None)


def _read(value: object) -> dict[str, Picklist]:
    lists: dict[str, Picklist] = {}
    for field in rows(value, "fields"):
        entries = (
            (whole(dig(one, "value")), line(dig(one, "label")))
            for one in rows(field, "picklistValues")
            if dig(one, "isActive") is not False
        )
        lists[str(dig(field, "name"))] = {number: label for number, label in entries if number is not None and label}
    return lists
