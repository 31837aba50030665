"""Lists by pages: numbered with first, prev, next and last, or forward only behind the last id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from services.ops.demo.psa.conditions import Record, parse, parse_for_children, values_at
from services.ops.demo.psa.errors import malformed

PAGE_SIZE = 25
MAX_PAGE_SIZE = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the objects, and what the `Link` header says of the others."""

    records: Sequence[Record]
    link: str


def selected(records: Sequence[Record], params: Mapping[str, str]) -> list[Record]:
    """The records that the conditions ask for, in the order asked for. Raises `Refused`."""
    found = list(records)
    if text := params.get("conditions"):
        found = list(filter(parse(text), found))
    if text := params.get("childConditions"):
        found = list(filter(parse_for_children(text), found))
    if text := params.get("customFieldConditions"):
        wanted = parse(text)
        found = [record for record in found if any(map(wanted, record.get("customFields") or ()))]
    for part in reversed([part.strip() for part in params.get("orderBy", "id").split(",") if part.strip()]):
        name, _, direction = part.partition(" ")
        found.sort(key=partial(_sort_key, name.split("/")), reverse=direction.strip().lower() == "desc")
    return found


def page(records: Sequence[Record], params: Mapping[str, str], url: str, *, forward_only: bool) -> Page:
    """One page of them, with the fields asked for. `url` is the list's own, without its query."""
    size = _whole(params, "pageSize", PAGE_SIZE, MAX_PAGE_SIZE)
    cut = _forward(records, params, url, size) if forward_only else _numbered(records, params, url, size)
    fields = [name.strip() for name in (params.get("fields") or params.get("columns") or "").split(",") if name.strip()]
    return Page([only(record, fields) for record in cut.records], cut.link) if fields else cut


def only(record: Record, fields: Sequence[str]) -> Record:
    """The record with just these fields; `company/name` keeps that part of the company."""
    kept: dict[str, Any] = {}
    for field in fields:
        name, _, inner = field.partition("/")
        if name not in record:
            continue
        part = record[name]
        kept[name] = {**kept.get(name, {}), **only(part, [inner])} if inner and isinstance(part, Mapping) else part
    return kept


def _numbered(records: Sequence[Record], params: Mapping[str, str], url: str, size: int) -> Page:
    number = _whole(params, "page", 1, 10_000_000)
    last = max(1, -(-len(records) // size))
    targets = {"first": 1 if number > 1 else None, "prev": number - 1 or None}
    targets |= {"next": number + 1, "last": last} if number < last else {}
    link = ", ".join(
        f'<{_url(url, params, page=str(target))}>; rel="{name}"' for name, target in targets.items() if target
    )
    return Page(records[(number - 1) * size : number * size], link)


def _forward(records: Sequence[Record], params: Mapping[str, str], url: str, size: int) -> Page:
    after = _whole(params, "pageId", 0, 2**53, least=0)
    rest = sorted((record for record in records if record["id"] > after), key=lambda record: int(record["id"]))
    cut = rest[:size]
    more = len(rest) > size
    return Page(cut, f'<{_url(url, params, pageId=str(cut[-1]["id"]))}>; rel="next"' if more else "")


def _url(url: str, params: Mapping[str, str], **changed: str) -> str:
    """The page last in the query: clients look for it there."""
    kept = {name: value for name, value in params.items() if name not in changed}
    return f"{url}?{urlencode({**kept, **changed})}"


def _whole(params: Mapping[str, str], name: str, usual: int, most: int, least: int = 1) -> int:
    text = params.get(name)
    if text is None:
        return usual
    if not text.isascii() or not text.isdigit() or not least <= int(text[:18]) <= most:
        raise malformed(f"{name} must be a number from {least} to {most}")
    return int(text)


def _sort_key(path: Sequence[str], record: Record) -> tuple[int, Any]:
    value = values_at(record, path)[0]
    if value is None:
        return (0, 0)
    if isinstance(value, bool | int | float):
        return (1, float(value))
    return (2, str(value).lower())
