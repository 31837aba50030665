"""The PSA's objects: in memory, each written through to a SQLite file, so that a demo finds its notes again."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from services.ops.demo.psa.errors import not_found

Object = dict[str, Any]

_SCHEMA = """
create table if not exists objects (kind text, id integer, data text not null, primary key (kind, id));
create table if not exists numbers (kind text primary key, last integer not null);
"""


class Store:
    """Objects by kind and number. A kind's numbers are never given twice, also not after a deletion."""

    def __init__(self, file: Path | None = None) -> None:
        self._database = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self._objects: dict[str, dict[int, Object]] = {}
        for kind, number, data in self._database.execute("select kind, id, data from objects order by kind, id"):
            self._objects.setdefault(kind, {})[number] = json.loads(data)
        self._last: dict[str, int] = dict(self._database.execute("select kind, last from numbers"))

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written within is on disk at its end, all at once."""
        self._database.execute("begin")
        try:
            yield
        finally:
            self._database.execute("commit")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever put in."""
        return not self._last

    def all(self, kind: str) -> Iterable[Object]:
        """Every object of a kind, by number."""
        return list(self._objects.get(kind, {}).values())

    def get(self, kind: str, number: int) -> Object | None:
        """The object, or None."""
        return self._objects.get(kind, {}).get(number)

    def need(self, kind: str, number: int) -> Object:
        """The object; raises `Refused` (404)."""
        found = self.get(kind, number)
        if found is None:
            raise not_found(kind, number)
        return found

    def insert(self, kind: str, record: Object) -> Object:
        """Keep a new object under the kind's next number, or the one it brings."""
        number = record.get("id") or self._last.get(kind, 0) + 1
        self._last[kind] = max(self._last.get(kind, 0), number)
        self._database.execute("insert or replace into numbers values (?, ?)", (kind, self._last[kind]))
        return self.put(kind, {"id": number, **record})

    def put(self, kind: str, record: Object) -> Object:
        """Keep an object in the place of the one with its number."""
        self._objects.setdefault(kind, {})[record["id"]] = record
        self._database.execute(
            "insert or replace into objects values (?, ?, ?)", (kind, record["id"], json.dumps(record))
        )
        return record

    def delete(self, kind: str, number: int) -> None:
        """Forget the object; raises `Refused` (404)."""
        self.need(kind, number)
        del self._objects[kind][number]
        self._database.execute("delete from objects where kind = ? and id = ?", (kind, number))

    def close(self) -> None:
        """Close the file."""
        self._database.close()
