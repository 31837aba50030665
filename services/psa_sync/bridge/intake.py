"""Takes a callback: who sent it is proven before anything in it counts, and then it is kept, not worked on."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.psa_sync.bridge import verify
from services.psa_sync.bridge.key_urls import is_key_url
from services.psa_sync.bridge.keys import KeysAway, SigningKeys
from services.psa_sync.bridge.notices import Notice, Unreadable, key_url, read_notice
from services.psa_sync.bridge.ports import Callbacks, Peer
from shared.clock import Clock
from shared.errors import Unauthenticated, Unavailable

logger = logging.getLogger(__name__)

SETTLE = timedelta(seconds=1)
"""A ticket is read so long after its callback: several of one moment make one read, and that read sees all of the
second that the ticket's own time names."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Proves and keeps callbacks."""

    callbacks: Callbacks
    keys: SigningKeys
    private_targets: frozenset[str]
    replay_window: timedelta
    clock: Clock

    async def take(self, peer: Peer, headers: Mapping[str, str], body: bytes) -> bool:
        """Keep a callback; False where it was taken before, or is about no ticket.

        Raises:
            Unauthenticated: it is not from the connection's PSA, cannot be read, or is too old or too new.
            Unavailable: the PSA does not tell its signing key now.
        """
        if not await self._is_genuine(peer, headers, body):
            raise _forged()
        now = self.clock()
        notice = self._read(peer, body, now)
        if notice is None:
            return False
        self._check_time(notice, now)
        return await self.callbacks.take(peer, notice, now + SETTLE)

    async def _is_genuine(self, peer: Peer, headers: Mapping[str, str], body: bytes) -> bool:
        match peer.provider:
            case "connectwise":
                return await self._is_connectwise(peer, headers.get("x-content-signature", ""), body)
            case "autotask":
                secret = peer.secrets.get("webhook_secret", "")
                return verify.autotask(secret, body, headers.get("x-hook-signature", ""))
            case "halopsa":
                user, password = peer.secrets.get("webhook_user", ""), peer.secrets.get("webhook_password", "")
                return verify.halopsa(user, password, headers.get("authorization", ""))

    async def _is_connectwise(self, peer: Peer, signature: str, body: bytes) -> bool:
        """The key is asked for where the callback says, which must be a place that only the PSA answers at."""
        url = key_url(body) if signature else None
        if url is None or not is_key_url(url, peer.base_url, self.private_targets):
            return False
        try:
            key = await self.keys.key(url)
            if key is not None and verify.connectwise(key, body, signature):
                return True
            key = await self.keys.another(url)
        except KeysAway:
            raise Unavailable(
                "signing_key_away", "The ticket system does not tell its signing key; send the callback again.",
                retry_after=10,
            ) from None  # fmt: skip
        return key is not None and verify.connectwise(key, body, signature)

    def _read(self, peer: Peer, body: bytes, now: datetime) -> Notice | None:
        try:
            return read_notice(peer.provider, body, now)
        except Unreadable:
            logger.info("a callback of connection %s could not be read", peer.connection)
            raise _forged() from None

    def _check_time(self, notice: Notice, now: datetime) -> None:
        if notice.sent_at is not None and abs(now - notice.sent_at) > self.replay_window:
            raise Unauthenticated("stale_callback", "The callback is too old, or a clock is wrong.")


def _forged() -> Unauthenticated:
    return Unauthenticated("bad_signature", "This callback is not signed by the connection's ticket system.")
