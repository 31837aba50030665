"""What the parts of a case's document have in common."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion
from shared.projection import Connection, Failed, or_dead_letter

Document = dict[str, Any]
Data = dict[str, Any]
Fold = Callable[[Document, Data], None]


KNOWN_VERSION = 1
"""The newest schema version of the folded events; an older one would be upcast here."""


DRAFT_EVENTS = frozenset({"ticket_drafted", "draft_refreshed", "draft_taken", "draft_dismissed"})
"""Of a ticket that is offered as a case: its key goes by its own id, as a case's does, but it is none."""


NOTIFICATION = "notification"
"""The category of what people are told of: about a case, and sealed by its key, but no part of it."""

PROPOSAL = "proposal"
"""The category of what the flywheel makes of cases: each has a key of its own, as a case has."""

OF_NO_CASE = (NOTIFICATION, PROPOSAL)
"""Categories whose events carry a key in a session's place, and yet are no case's."""


def case_of(event: StoredEvent) -> UUID | None:
    """The case that the event belongs to."""
    return None if event.type in DRAFT_EVENTS or event.category in OF_NO_CASE else event.session


_FORGOTTEN = {"draft_forgotten": "draft_id", "proposal_forgotten": "proposal_id"}
"""What says that a key of its own is destroyed, and where it says which."""


def destroyed_key(event: StoredEvent) -> UUID | None:
    """The key that the opened event says to be destroyed, of whatever thing: what it sealed is not to be kept."""
    if event.type == "case_erased":
        return UUID(event.stream_id)
    if event.type not in _FORGOTTEN:
        return None
    check_version(event)
    return UUID(orjson.loads(event.data)[_FORGOTTEN[event.type]])


async def destroyed_or_failed(connection: Connection, event: StoredEvent, failed: Failed) -> UUID | None:
    """The key that is destroyed, as `destroyed_key` reads it; an event that cannot be read is a dead letter."""
    async with or_dead_letter(connection, event, failed):
        return destroyed_key(event)
    return None


def check_version(event: StoredEvent) -> None:
    """Raises FutureEventVersion: this program is older than the event; it must not guess."""
    if event.schema_version > KNOWN_VERSION:
        raise FutureEventVersion(event.type, event.schema_version, KNOWN_VERSION)


def count_tokens(case: Document, usage: Data | None) -> None:
    """Add what a model's calls took."""
    if usage:
        case["total_input_tokens"] += usage["input_tokens"]
        case["total_output_tokens"] += usage["output_tokens"]


def forget_documentation(case: Document) -> None:
    """What an earlier closing was documented with is not this one's."""
    case["documentation"] = None
    case["documentation_markdown"] = None
    case["documentation_version"] = None


def grant_steps(case: Document) -> None:
    """A further allowance of steps, counted from here; briefings are none."""
    case["max_steps"] = case["step_count"] + case["step_allowance"]
