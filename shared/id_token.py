"""Tokens that may stand in an address: each names a thing by its id, and only we can have made it."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from uuid import UUID

_ID_BYTES = 16
_MAC_BYTES = 16
_CHARS = 43


def id_token(key: bytes, thing: UUID) -> str:
    """The token of a thing: 43 characters that may stand in an address."""
    return urlsafe_b64encode(thing.bytes + _mac(key, thing.bytes)).decode().rstrip("=")


def read_id_token(key: bytes, token: str) -> UUID | None:
    """The thing that the token was made for; None for every other text."""
    named = _decoded(token)
    if len(named) != _ID_BYTES + _MAC_BYTES:
        return None
    genuine = hmac.compare_digest(named[_ID_BYTES:], _mac(key, named[:_ID_BYTES]))
    return UUID(bytes=named[:_ID_BYTES]) if genuine else None


def _mac(key: bytes, thing: bytes) -> bytes:
    return hmac.digest(key, thing, sha256)[:_MAC_BYTES]


def _decoded(token: str) -> bytes:
    """What the token says; nothing where it is not of base64's letters, each of which counts."""
    if len(token) != _CHARS or not token.isascii():
        return b""
    try:
        named = urlsafe_b64decode(f"{token}=")
    except NotBase64:
        return b""
    return named if urlsafe_b64encode(named).decode() == f"{token}=" else b""
