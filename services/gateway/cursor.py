"""Where a page of a list ended."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import datetime
from uuid import UUID

from shared.errors import InvalidInput


def encode_cursor(at: datetime, id_: UUID) -> str:
    """The last item's time and id."""
    return urlsafe_b64encode(f"{at.isoformat()}|{id_}".encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> tuple[datetime, UUID]:
    """What `encode_cursor` wrote.

    Raises:
        InvalidInput: it is not a cursor of ours.
    """
    try:
        at, id_ = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().split("|")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError("a time without a zone")
        return moment, UUID(id_)
    except (ValueError, Error):
        raise InvalidInput("invalid_cursor", "Take the cursor from the Link header of the page before.") from None
