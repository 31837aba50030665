"""Speaks with one ConnectWise server: signing in, the API's root, pages."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

from services.psa_sync.adapters.calling import Answer, Call, Caller
from services.psa_sync.adapters.connectwise.codebase import Codebases, Site, site_of
from services.psa_sync.adapters.errors import list_in, too_many
from services.psa_sync.adapters.records import Record, dig, rows
from services.psa_sync.ports import Credentials, Outbound, Refused, Unauthorized

PAGE_SIZE = 200
NOTES_PAGE = 100
"""Of notes, which may be long: a page of them has to fit into the longest reply that is read."""
MAX_PAGES = 50
MOST_ENDS = 4
"""Pages of a list of which only the ends are read."""
_NEXT = re.compile(r'<[^<>]*>\s*;\s*rel="?next"?', re.IGNORECASE)
_LAST = re.compile(r'rel="?last"?', re.IGNORECASE)
_PAGE = re.compile(r"[?&]page=([0-9]{1,9})\b")


def words(value: Any) -> Iterator[Any]:
    """The messages of an error body."""
    yield dig(value, "message")
    for fault in rows(value, "errors")[:3]:
        yield dig(fault, "message")


class Client:
    """The API of one company. Paths are below `apis/3.0/`."""

    def __init__(
        self,
        outbound: Outbound,
        base_url: str,
        company: str,
        credentials: Credentials,
        codebases: Codebases,
        seconds: float,
    ) -> None:
        self._base_url = base_url
        self._company = company
        self._credentials = credentials
        self._codebases = codebases
        self._caller = Caller(outbound, words, credentials.values.values(), seconds)

    @property
    def site(self) -> Site:
        """Where the server is. Raises Refused."""
        return site_of(self._base_url)

    async def codebase(self) -> str:
        """The company's codebase, with a slash at its end. Raises PsaFailed."""
        return await self._codebases.of(self._caller, self.site, self._company)

    async def get(self, path: str, **params: Any) -> Any:
        """What is at a path. Raises PsaFailed."""
        return (await self._call("GET", path, params)).value

    async def post(self, path: str, body: Any) -> Any:
        """What was created. Raises PsaFailed."""
        return (await self._call("POST", path, None, body, writes=True)).value

    async def patch(self, path: str, field: str, value: Any) -> None:
        """Give a field another value. Raises PsaFailed."""
        operation = {"op": "replace", "path": field, "value": value}
        await self._call("PATCH", path, None, [operation], writes=True)

    async def delete(self, path: str) -> None:
        """Remove what is at a path. Raises PsaFailed."""
        await self._call("DELETE", path, None, writes=True)

    async def page(self, path: str, **params: Any) -> tuple[list[Record], bool]:
        """The objects of one page of a list, and whether there are more. Raises PsaFailed."""
        answer = await self._call("GET", path, params)
        return list_in(answer.value), _has_more(answer, params)

    async def ends(self, path: str, **params: Any) -> list[Record]:
        """The objects of a list's first page and of its last three: in whichever order it comes, the newest are there.

        Of a list that does not say where it ends, those of its first four pages. Raises PsaFailed.
        """
        first = await self._call("GET", path, params)
        last = (_last(first) or MOST_ENDS) if _has_more(first, params) else 1
        rest = range(max(2, last - MOST_ENDS + 2), last + 1)
        pages = await asyncio.gather(*(self.page(path, **params, page=page) for page in rest))
        return [*list_in(first.value), *(record for found, _ in pages for record in found)]

    async def every(self, path: str, **params: Any) -> AsyncIterator[Record]:
        """All objects of a list. Raises PsaFailed, also for a list that has no end."""
        for page in range(1, MAX_PAGES + 1):
            found, more = await self.page(path, **{"pageSize": PAGE_SIZE, **params, "page": page})
            for record in found:
                yield record
            if not more or not found:
                return
        raise too_many()

    async def _call(
        self, method: str, path: str, params: dict[str, Any] | None, body: Any = None, *, writes: bool = False
    ) -> Answer:
        codebase = await self.codebase()
        try:
            return await self._send(codebase, method, path, params, body, writes=writes)
        except Refused as error:
            if error.code != "not_found":
                raise
            now = await self._codebases.read(self._caller, self.site, self._company)
            if now == codebase:
                raise
        return await self._send(now, method, path, params, body, writes=writes)

    async def _send(
        self, codebase: str, method: str, path: str, params: dict[str, Any] | None, body: Any, *, writes: bool
    ) -> Answer:
        url = f"{self.site.api}/{codebase}apis/3.0/{path}"
        headers = _sign_in(self._company, self._credentials)
        call = Call(method, url, headers=headers, params=params, body=body, writes=writes)
        return await self._caller.call(call)


def _has_more(answer: Answer, params: dict[str, Any]) -> bool:
    """Whether there is a next page. Some servers do not tell: a full page may have one."""
    if "link" not in answer.headers:
        return len(list_in(answer.value)) >= int(params.get("pageSize", PAGE_SIZE))
    return _NEXT.search(answer.headers["link"]) is not None


def _last(answer: Answer) -> int | None:
    """The number of the last page; None where the answer does not tell."""
    link = answer.headers.get("link", "")
    there = _LAST.search(link)
    found = _PAGE.search(link[: there.start()].rpartition("<")[2]) if there else None
    return int(found[1]) if found else None


def _sign_in(company: str, credentials: Credentials) -> dict[str, str]:
    given = credentials.values
    missing = [name for name in ("public_key", "private_key", "client_id") if not given.get(name)]
    if missing or not given["client_id"].isascii() or not given["client_id"].isprintable():
        raise Unauthorized("unauthorized", "A key is missing.")
    pair = f"{company}+{given['public_key']}:{given['private_key']}"
    encoded = base64.b64encode(pair.encode("utf-8", "replace")).decode()
    return {"authorization": f"Basic {encoded}", "clientid": given["client_id"]}
