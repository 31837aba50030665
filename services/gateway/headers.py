"""The request headers that every command understands, parsed."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header

from services.gateway.settings import WAIT_SECONDS
from shared.errors import MalformedRequest
from shared.ids import new_id

_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_MATCH = re.compile(r'(?:W/)?"(\d{1,9})"')
_WAIT = re.compile(r"\bwait=(\d{1,3})\b")


@dataclass(frozen=True, slots=True)
class Idempotency:
    """The key of a command; `from_client` tells a key that the caller can repeat from one that we minted."""

    key: str
    from_client: bool


async def idempotency(idempotency_key: Annotated[str | None, Header(max_length=200)] = None) -> Idempotency:
    """The caller's `Idempotency-Key`, or a fresh one."""
    if idempotency_key is None:
        return Idempotency(f"gw-{new_id()}", from_client=False)
    if not _KEY.fullmatch(idempotency_key):
        raise MalformedRequest("invalid_idempotency_key", "An Idempotency-Key has 1-200 visible ASCII characters.")
    return Idempotency(idempotency_key, from_client=True)


async def if_match(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """The version of the case that the caller has seen, or None."""
    if if_match is None or if_match.strip() == "*":
        return None
    found = _MATCH.fullmatch(if_match.strip())
    if found is None:
        raise MalformedRequest("invalid_if_match", 'If-Match takes the version of the case, as in: If-Match: "12".')
    return int(found[1])


async def wait_seconds(prefer: Annotated[str | None, Header()] = None) -> float:
    """How long the caller wants to wait for the next step: `Prefer: respond-async` or `Prefer: wait=N`."""
    if prefer is None:
        return WAIT_SECONDS
    if "respond-async" in prefer:
        return 0.0
    found = _WAIT.search(prefer)
    return min(float(found[1]), WAIT_SECONDS) if found else WAIT_SECONDS


IdempotencyKey = Annotated[Idempotency, Depends(idempotency)]
ExpectedVersion = Annotated[int | None, Depends(if_match)]
Wait = Annotated[float, Depends(wait_seconds)]
