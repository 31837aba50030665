"""The pushes in a case's document: one for each closing, as it stands."""

import orjson

from services.gateway.projections.case_parts import Data, Document
from services.gateway.projections.case_ticket import is_about
from services.gateway.projections.push_fold import Push, fold_push
from shared.envelope import StoredEvent


def fold_pushes(case: Document, event: StoredEvent) -> None:
    """Put an opened event of one of the case's pushes into its document."""
    pushes = {push["id"]: push for push in case["pushes"]}
    push = fold_push(pushes.get(event.stream_id), event)
    ticket = case["ticket"] if is_about(case, push["connection_id"], push["ticket_id"]) else None
    pushes[event.stream_id] = push | {"ticket_ref": ticket["ref"] if ticket else None}
    if ticket and event.type == "push_succeeded" and push["status_set"]:
        ticket |= _written(push, orjson.loads(event.data))
    case["pushes"] = sorted(pushes.values(), key=lambda one: one["outcome"])


def _written(push: Push, data: Data) -> Data:
    """How the ticket reads now: what we wrote is not told to us as a change."""
    closed = data.get("ticket_closed")
    return {"status": push["ticket_status"], **({} if closed is None else {"closed": closed})}
