"""Sealing: AES-256-GCM with a key per case or account, each wrapped by the installation's master key.

Sealed form: one byte of format, a nonce of 12 bytes, ciphertext and tag. The additional data bind a text to the
thing it belongs to, so that a ciphertext cannot be moved elsewhere.
"""

import hmac
import os
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
CACHE_SECONDS = 60.0
CACHE_KEYS = 4096


class KeyDestroyed(Exception):
    """The key was destroyed by an erasure, or never made: what it sealed cannot be read."""

    def __init__(self, key_id: UUID) -> None:
        super().__init__(f"the key {key_id} does not exist any more")
        self.key_id = key_id


class SealBroken(Exception):
    """A sealed text does not open: it was changed, moved, or sealed under another key."""


class Key:
    """One data key."""

    def __init__(self, secret: bytes) -> None:
        self._aead = AESGCM(secret)

    def seal(self, plain: bytes, bound_to: bytes) -> bytes:
        """Seal `plain`, bound to `bound_to`."""
        nonce = os.urandom(NONCE_BYTES)
        return FORMAT + nonce + self._aead.encrypt(nonce, plain, bound_to)

    def open(self, sealed: bytes, bound_to: bytes) -> bytes:
        """Open what `seal` made with the same `bound_to`.

        Raises:
            SealBroken: the text does not open.
        """
        if sealed[:1] != FORMAT:
            raise SealBroken("unknown sealing format")
        try:
            return self._aead.decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], bound_to)
        except InvalidTag:
            raise SealBroken("the sealed text does not open") from None


class MasterKey:
    """The installation's master key: wraps data keys, derives the keys of HMACs and tokens."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes, this one {len(secret)}")
        self._secret = secret
        self._wrapping = Key(self.derive("wrap"))

    @classmethod
    def from_file(cls, path: Path) -> "MasterKey":
        """The master key kept in `path`; made there, readable by its owner only, if there is none."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent) as fresh:  # mode 0600
                fresh.write(os.urandom(KEY_BYTES))
                fresh.flush()
                with suppress(FileExistsError):  # another process was first: its key is the one
                    os.link(fresh.name, path)
        return cls(path.read_bytes())

    @classmethod
    def read(cls, path: Path) -> "MasterKey":
        """The master key kept in `path`, which must be there. Raises OSError, ValueError."""
        return cls(path.read_bytes())

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for one purpose; knowing it tells nothing of the master key."""
        return hmac.digest(self._secret, purpose.encode(), sha256)

    def wrap(self, secret: bytes, key_id: UUID) -> bytes:
        """A data key, sealed for storage."""
        return self._wrapping.seal(secret, key_id.bytes)

    def unwrap(self, wrapped: bytes, key_id: UUID) -> bytes:
        """The data key that `wrap` sealed."""
        return self._wrapping.open(wrapped, key_id.bytes)


class KeyStore(Protocol):
    """Where wrapped keys are kept."""

    async def get(self, key_id: UUID, account: UUID) -> bytes | None:
        """The wrapped key; None if there is none or it was destroyed."""

    async def put_if_absent(self, key_id: UUID, account: UUID, wrapped: bytes) -> bytes | None:
        """Keep a new key and answer the one that is kept (another's, if it was first; None if destroyed)."""


class Keyring:
    """Data keys by id, cached for at most `CACHE_SECONDS` so that an erasure takes hold everywhere."""

    def __init__(self, store: KeyStore, master: MasterKey, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._master = master
        self._monotonic = monotonic
        self._cache: dict[UUID, tuple[float, Key]] = {}

    async def key(self, key_id: UUID, account: UUID) -> Key:
        """The key of that id, of that account.

        Raises:
            KeyDestroyed: there is none.
        """
        if cached := self._cached(key_id):
            return cached
        return self._remember(key_id, await self._store.get(key_id, account))

    async def key_or_new(self, key_id: UUID, account: UUID) -> Key:
        """The key of that id, made if there never was one.

        Raises:
            KeyDestroyed: there was one and it was destroyed.
        """
        if cached := self._cached(key_id):
            return cached
        wrapped = await self._store.get(key_id, account)
        if wrapped is None:
            fresh = self._master.wrap(os.urandom(KEY_BYTES), key_id)
            wrapped = await self._store.put_if_absent(key_id, account, fresh)
        return self._remember(key_id, wrapped)

    def forget(self, key_id: UUID) -> None:
        """Drop a key from the cache at once."""
        self._cache.pop(key_id, None)

    def _cached(self, key_id: UUID) -> Key | None:
        entry = self._cache.get(key_id)
        if entry is None or entry[0] < self._monotonic():
            return None
        return entry[1]

    def _remember(self, key_id: UUID, wrapped: bytes | None) -> Key:
        if wrapped is None:
            raise KeyDestroyed(key_id)
        key = Key(self._master.unwrap(wrapped, key_id))
        if len(self._cache) >= CACHE_KEYS:
            self._cache.pop(next(iter(self._cache)))
        self._cache[key_id] = (self._monotonic() + CACHE_SECONDS, key)
        return key
