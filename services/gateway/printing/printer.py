"""Prints cases: one PDF at a time, in a thread, since setting type keeps a processor busy."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg

from services.gateway.auth.principal import Principal
from services.gateway.printing.page import Page, page_of
from services.gateway.printing.pdf import pdf
from services.gateway.printing.proof import proof_of
from shared.clock import Clock
from shared.errors import Unavailable

MOST_WAITING = 4
RETRY_SECONDS = 5


@dataclass(slots=True)
class Printer:
    """What the routes that print work with."""

    pool: asyncpg.Pool
    clock: Clock
    _alone: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asked: int = 0
    """PDFs that are being made or wait for it."""

    async def page(self, who: Principal, case: Mapping[str, Any], documentation: Mapping[str, Any]) -> Page:
        """The page of a case of the read model, with the log's proof of it.

        Raises:
            NotFound: the log of the caller's account has no such session.
        """
        proof = await proof_of(self.pool, who, UUID(case["id"]), case["version"])
        return page_of(case, documentation, proof, self.clock())

    async def pdf(self, page: Page) -> bytes:
        """The page as a PDF file.

        Raises:
            Unavailable: `MOST_WAITING` others wait already.
        """
        if self._asked > MOST_WAITING:
            raise Unavailable("printer_busy", "Many PDFs are being made; try again.", retry_after=RETRY_SECONDS)
        self._asked += 1
        try:
            async with self._alone:
                return await asyncio.to_thread(pdf, page, self.clock())
        finally:
            self._asked -= 1
