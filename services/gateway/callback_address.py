"""Where a PSA reports changes to: an address that only this installation can have made for the connection."""

from dataclasses import dataclass
from uuid import UUID

from shared.id_token import id_token

PURPOSE = "psa-callbacks"
"""What the tokens' key is derived for from the master key."""


@dataclass(frozen=True, slots=True)
class CallbackAddresses:
    """Makes the addresses. `public_url` is where a PSA reaches the gateway; None: from nowhere."""

    public_url: str | None
    key: bytes

    def of(self, connection: UUID) -> str | None:
        """The connection's address, the same each time."""
        if self.public_url is None:
            return None
        return f"{self.public_url.rstrip('/')}/bridge/psa/{id_token(self.key, connection)}"
