"""The hash chains, computed outside the database: what `verify` checks."""

from hashlib import sha256

from shared.envelope import StoredEvent

GENESIS = b""


def digest(previous: bytes, event: StoredEvent) -> bytes:
    """The hash of a sealed event after `previous`; the same as the SQL function `log.digest`."""
    microseconds = round(event.recorded_at.timestamp() * 1_000_000)
    parts = (
        event.id, event.stream, event.version, event.type, event.schema_version, event.account,
        event.session or "", event.client or "", microseconds, event.meta_json,
    )  # fmt: skip
    return sha256(previous + "|".join(map(str, parts)).encode() + b"\x00" + event.data).digest()


def chain(previous: bytes, event_hash: bytes) -> bytes:
    """The chain over all positions: this event's hash after the chain before it."""
    return sha256(previous + event_hash).digest()
