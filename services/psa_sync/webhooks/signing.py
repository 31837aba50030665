"""Signatures as Standard Webhooks has them: HMAC-SHA256 over id, time of the attempt and the body as it is sent."""

import hmac
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
SECRET_BYTES = 24


def shown(secret: bytes) -> str:
    """The secret as its receiver enters it."""
    return PREFIX + b64encode(secret).decode()


def signed_headers(message_id: str, at: datetime, body: bytes, secrets: Sequence[bytes]) -> dict[str, str]:
    """The headers of an attempt, with one signature for each secret. The id must hold no full stop."""
    seconds = str(int(at.timestamp()))
    text = b".".join((message_id.encode(), seconds.encode(), body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(secret, text) for secret in secrets),
    }


def _signature(secret: bytes, text: bytes) -> str:
    if not secret:
        raise ValueError("an empty secret signs nothing")
    return f"v1,{b64encode(hmac.digest(secret, text, sha256)).decode()}"
