"""What a caller presents: signed access tokens, and secrets of which only a hash is kept."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from uuid import UUID

import jwt

from services.gateway.auth.settings import AuthSettings
from shared.errors import Unauthenticated

API_KEY_PREFIX = "rf_"
_ALGORITHM = "HS256"
_ISSUER = "resolutionflow"


@dataclass(frozen=True, slots=True)
class Claims:
    """What an access token says. `expires_at` is in seconds since 1970."""

    user_id: UUID
    account_id: UUID
    sign_in_id: UUID
    expires_at: float


class AccessTokens:
    """Makes and reads the short-lived tokens (JWT), and the tokens that go with cookies against forged requests."""

    def __init__(self, settings: AuthSettings) -> None:
        if len(settings.signing_key) < 32:
            raise ValueError("the signing key has fewer than 32 bytes")
        self._settings = settings

    def issue(self, user_id: UUID, account_id: UUID, sign_in_id: UUID) -> str:
        """A token that is good for `access_seconds`."""
        now = int(time.time())
        claims = {
            "iss": _ISSUER,
            "sub": str(user_id),
            "acc": str(account_id),
            "sid": str(sign_in_id),
            "iat": now,
            "exp": now + self._settings.access_seconds,
        }
        return jwt.encode(claims, self._settings.signing_key, _ALGORITHM)

    def read(self, token: str) -> Claims:
        """The token's claims. Raises Unauthenticated for any token that is not ours, or not any more."""
        try:
            claims = jwt.decode(
                token,
                self._settings.signing_key,
                algorithms=[_ALGORITHM],
                issuer=_ISSUER,
                leeway=self._settings.leeway_seconds,
                options={"require": ["iss", "sub", "acc", "sid", "iat", "exp"]},
            )
            return Claims(UUID(claims["sub"]), UUID(claims["acc"]), UUID(claims["sid"]), claims["exp"])
        except jwt.ExpiredSignatureError:
            raise Unauthenticated("token_expired", "The access token has expired; refresh it.") from None
        except (jwt.InvalidTokenError, ValueError, AttributeError):
            raise Unauthenticated("token_invalid", "The access token is not valid; sign in.") from None

    def csrf_token(self, session: str) -> str:
        """What the web app has to send along in X-CSRF-Token: bound to its session cookie, useless without."""
        return hmac.new(self._settings.signing_key, b"csrf:" + session.encode(), hashlib.sha256).hexdigest()


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is kept of a secret. It is random, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).digest()
