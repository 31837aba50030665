"""What an installation may choose about sign-in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthSettings:
    """`signing_key`: 32 bytes or more, the same for every replica. Times are in seconds."""

    signing_key: bytes = field(repr=False)
    access_seconds: int = 600
    refresh_seconds: int = 30 * 86_400
    web_seconds: int = 12 * 3_600
    leeway_seconds: int = 30
    lockout_failures: int = 5
    lockout_seconds: int = 900
    principal_seconds: float = 5.0
    hashing_slots: int = 2
    secure_cookies: bool = True
