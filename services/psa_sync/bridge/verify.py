"""Whether a callback is from whom it says, over its raw body and in constant time.

Nothing here raises, whatever was sent: headers are text of any kind, bodies are bytes of any kind. An empty secret
proves nothing, so it verifies nothing.
"""

import base64
import binascii
import hmac
from hashlib import sha1, sha256

_SHA1_PREFIX = "sha1="


def connectwise(signing_key: str, body: bytes, signature: str) -> bool:
    """`x-content-signature`: base64 of the HMAC-SHA256 under the SHA-256 of the key."""
    if not signing_key:
        return False
    hashed = sha256(signing_key.encode("utf-8", "surrogatepass")).digest()
    return _same(base64.b64encode(hmac.digest(hashed, body, sha256)), signature)


def autotask(secret: str, body: bytes, signature: str) -> bool:
    """`x-hook-signature`: `sha1=` and the HMAC-SHA1 in base64 or hexadecimal."""
    if not secret or not signature.startswith(_SHA1_PREFIX):
        return False
    digest = hmac.digest(secret.encode("utf-8", "surrogatepass"), body, sha1)
    given = signature.removeprefix(_SHA1_PREFIX)
    in_base64 = _same(base64.b64encode(digest), given)
    return _same(digest.hex().encode(), given.lower()) or in_base64


def halopsa(user: str, password: str, authorization: str) -> bool:
    """HTTP Basic, as set in the webhook's configuration."""
    if not user or not password:
        return False
    scheme, _, encoded = authorization.partition(" ")
    try:
        given = base64.b64decode(encoded.encode("utf-8", "surrogatepass"), validate=True)
    except (binascii.Error, ValueError):
        return False
    expected = f"{user}:{password}".encode("utf-8", "surrogatepass")
    return hmac.compare_digest(given, expected) and scheme.lower() == "basic"


def _same(expected: bytes, given: str) -> bool:
    return hmac.compare_digest(expected, given.encode("utf-8", "surrogatepass"))
