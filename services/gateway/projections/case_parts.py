"""What the parts of a case's document have in common."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import orjson

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion

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


def case_of(event: StoredEvent) -> UUID | None:
    """The case that the event belongs to."""
    return None if event.type in DRAFT_EVENTS or event.category in (NOTIFICATION, PROPOSAL) else event.session


def destroyed_key(event: StoredEvent) -> UUID | None:
    """The key that the opened event says to be destroyed, of whatever thing: what it sealed is not to be kept."""
    match event.type:
        case "case_erased":
            return UUID(event.stream_id)
        case "draft_forgotten":
            return UUID(orjson.loads(event.data)["draft_id"])
        case "proposal_forgotten":
            return UUID(orjson.loads(event.data)["proposal_id"])
        case _:
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
