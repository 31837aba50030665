"""Tables as CSV (RFC 4180, UTF-8), in which no cell can become a formula."""

import csv
from collections.abc import AsyncIterator
from datetime import datetime
from io import StringIO
from typing import Any

from services.gateway.analytics.tables import Sheet

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # noqa: RUF001 - spreadsheets take the wide ones too
_FLUSH_BYTES = 32_768


async def as_csv(sheet: Sheet) -> AsyncIterator[bytes]:
    """The sheet's header and rows, some at a time."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    async for row in sheet.rows:
        writer.writerow(_cell(row.get(column)) for column in sheet.columns)
        if text.tell() > _FLUSH_BYTES:
            yield _taken(text)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    value = text.getvalue().encode(errors="replace")
    text.seek(0)
    text.truncate()
    return value


def _cell(value: Any) -> Any:
    """Words that a spreadsheet would take for a formula begin with an apostrophe; numbers stay numbers."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, str) and (value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)):
        return f"'{value}"
    return value
