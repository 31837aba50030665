"""A stored event as a NATS message: CloudEvents 1.0 attributes in `ce-` headers, sealed data as the payload."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from shared.envelope import StoredEvent

MEDIA_TYPE = "application/vnd.resolutionflow.sealed"


def to_headers(event: StoredEvent, chain: bytes) -> dict[str, str]:
    """The headers of a numbered event; `chain` is the log's chain at its position."""
    headers = {
        "Nats-Msg-Id": str(event.id),
        "content-type": MEDIA_TYPE,
        "ce-specversion": "1.0",
        "ce-id": str(event.id),
        "ce-source": f"/resolutionflow/{event.category}",
        "ce-type": f"resolutionflow.{event.type}.v{event.schema_version}",
        "ce-subject": event.stream,
        "ce-time": event.recorded_at.isoformat(),
        "ce-streamversion": str(event.version),
        "ce-position": str(event.position),
        "ce-account": str(event.account),
        "ce-hash": event.hash.hex(),
        "ce-chain": chain.hex(),
        "ce-meta": event.meta_json,
    }
    if event.session:
        headers["ce-session"] = str(event.session)
    if event.client:
        headers["ce-client"] = str(event.client)
    if traceparent := event.meta.get("traceparent"):
        headers["traceparent"] = traceparent
    return headers


def from_message(headers: Mapping[str, str], data: bytes) -> StoredEvent:
    """The stored event that `to_headers` described."""
    _, type_, version = headers["ce-type"].rsplit(".", 2)
    session, client = headers.get("ce-session"), headers.get("ce-client")
    return StoredEvent(
        id=UUID(headers["ce-id"]),
        stream=headers["ce-subject"],
        version=int(headers["ce-streamversion"]),
        category=headers["ce-source"].rsplit("/", 1)[1],
        type=type_,
        schema_version=int(version[1:]),
        account=UUID(headers["ce-account"]),
        session=UUID(session) if session else None,
        client=UUID(client) if client else None,
        data=data,
        meta_json=headers["ce-meta"],
        recorded_at=datetime.fromisoformat(headers["ce-time"]),
        hash=bytes.fromhex(headers["ce-hash"]),
        position=int(headers["ce-position"]),
    )
