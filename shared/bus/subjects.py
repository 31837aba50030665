"""Names on the bus, in one place."""

from shared.envelope import StoredEvent

STREAM = "EVENTS"
EVENT_SUBJECTS = "evt.>"
POKE = "relay.poke"
NOTICES = "read.notice"
LIVE = "live"
"""`live.<kind>.<account>.<session>`: what is never stored; core NATS only, in no stream."""
PARTIAL_TEXTS = f"{LIVE}.partial"
IDENTITY_CHANGED = "identity.changed"


def event_subject(event: StoredEvent) -> str:
    """`evt.<category>.<event>.<account>.<id>`; an id with dots would be two tokens."""
    return f"evt.{event.category}.{event.type}.{event.account}.{event.stream_id.replace('.', '_')}"


def event_filter(type_: str) -> str:
    """All events of one type, of whatever category, account and id."""
    return f"evt.*.{type_}.>"


def command_subject(service: str, name: str) -> str:
    """Where a service takes a command."""
    return f"cmd.{service}.{name}"


def query_subject(service: str, name: str) -> str:
    """Where a service answers a question."""
    return f"qry.{service}.{name}"
