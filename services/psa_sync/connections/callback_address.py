"""Where a PSA reports changes of a connection's tickets: the gateway's route, and a token that names it."""

from uuid import UUID

from shared.id_token import id_token

PURPOSE = "psa-callbacks"
"""What the tokens' key is derived for from the master key."""


def callback_url(public_url: str, key: bytes, connection: UUID) -> str:
    """The connection's address, the same each time."""
    return f"{public_url.rstrip('/')}/bridge/psa/{id_token(key, connection)}"
