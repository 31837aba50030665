"""Tells those who asked for it that something changed: a signed POST for each callback, tried a few times."""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import secrets
from urllib.parse import urlencode

import httpx2

from services.ops.demo.psa.kinds import KINDS
from services.ops.demo.psa.store import Object, Store

logger = logging.getLogger(__name__)

TRIES = 3
TIMEOUT_SECONDS = 10.0
PAUSE_SECONDS = 1.0
KEY_PATH = "v4_6_release/system/callbackkey/index.rails"


def sign(key: str, body: bytes) -> str:
    """The value of `x-content-signature`: HMAC-SHA256 of the raw body under the SHA-256 of the key, in base64."""
    hashed = hashlib.sha256(key.encode()).digest()
    return base64.b64encode(hmac.new(hashed, body, hashlib.sha256).digest()).decode()


class Callbacks:
    """The registered callbacks and their deliveries.

    `base` is this server's own URL, which keys are fetched from; they follow from `secret`.
    """

    def __init__(self, store: Store, company: str, secret: str, base: str, client: httpx2.AsyncClient) -> None:
        self._store = store
        self._company = company
        self._secret = secret.encode()
        self._base = base
        self._client = client
        self._running: set[asyncio.Task[None]] = set()

    def key(self, key_id: str) -> str | None:
        """The signing key behind an id of a `key_url`."""
        known = key_id.isdecimal() and self._store.get("callbacks", int(key_id)) is not None
        return self._key_of(int(key_id)) if known else None

    def changed(self, kind: str, action: str, record: Object) -> None:
        """Deliver the change to everybody who listens, without waiting for them."""
        singular = KINDS[kind].singular
        for callback in self._store.all("callbacks"):
            if callback["type"] == singular and not callback.get("inactiveFlag") and _in_scope(callback, record):
                task = asyncio.get_running_loop().create_task(self._deliver(callback, singular, action, record))
                self._running.add(task)
                task.add_done_callback(self._running.discard)

    async def drain(self) -> None:
        """Wait for what is on its way."""
        while self._running:
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Stop delivering."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _deliver(self, callback: Object, singular: str, action: str, record: Object) -> None:
        body = self._body(callback, singular, action, record)
        headers = {"content-type": "application/json", "x-content-signature": sign(self._key_of(callback["id"]), body)}
        separator = "&" if "?" in callback["url"] else "?"
        url = f"{callback['url']}{separator}{urlencode({'action': action, 'id': record['id']})}"
        for attempt in range(1, TRIES + 1):
            try:
                answer = await self._client.post(url, content=body, headers=headers, timeout=TIMEOUT_SECONDS)
                if answer.is_success:
                    return
            except httpx2.HTTPError as error:
                logger.info("callback %s was not delivered: %s", callback["id"], type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS * attempt)

    def _body(self, callback: Object, singular: str, action: str, record: Object) -> bytes:
        """`Entity` is JSON in a string; a deletion has none."""
        entity = None if action == "deleted" else json.dumps(record)
        body = {
            "MessageId": secrets.token_hex(16),
            "FromUrl": self._base,
            "CompanyId": self._company,
            "MemberId": record["_info"]["updatedBy"],
            "Action": action,
            "Type": singular,
            "ID": record["id"],
            "ProductInstanceId": self._company,
            "Entity": entity,
            "Metadata": {"key_url": f"{self._base}/{KEY_PATH}?id={callback['id']}"},
        }
        return json.dumps(body).encode()

    def _key_of(self, callback: int) -> str:
        """The same after a restart: who fetched it keeps it."""
        return hmac.new(self._secret, f"callback {callback}".encode(), hashlib.sha256).hexdigest()


def _in_scope(callback: Object, record: Object) -> bool:
    """`owner` hears of everything; the other levels of what belongs to their object."""
    level, wanted = callback["level"], callback["objectId"]
    if level == "owner":
        return True
    if level == "ticket":
        return bool(record["id"] == wanted)
    return bool((record.get(level) or {}).get("id") == wanted)
