"""Named examples for the tests of matching."""

from typing import Any
from uuid import UUID

from services.matching.events import FlowContent
from shared.message import Actor

ACCOUNT = UUID("018f0000-0000-7000-8000-000000000001")
LEAD = Actor(account_id=ACCOUNT, user_id=UUID("018f0000-0000-7000-8000-00000000000a"), role="team_admin", name="Lea")
ENGINEER = Actor(account_id=ACCOUNT, user_id=UUID("018f0000-0000-7000-8000-00000000000b"), role="engineer", name="Eno")


def tree(**changes: Any) -> dict[str, Any]:
    """A small tree that breaks no rule."""
    root: dict[str, Any] = {
        "id": "root",
        "type": "decision",
        "question": "Does the printer answer a ping?",
        "options": [
            {"id": "yes", "label": "Yes", "next_node_id": "queue"},
            {"id": "no", "label": "No", "next_node_id": "cable"},
        ],
        "children": [
            {"id": "queue", "type": "action", "description": "Restart the spooler.", "next_node_id": "done"},
            {"id": "cable", "type": "action", "description": "Reseat the network cable."},
            {"id": "done", "type": "solution", "title": "The queue was stuck"},
        ],
    }
    return root | changes


def flow(name: str = "Printer offline", **changes: Any) -> dict[str, Any]:
    """A flow as clients send it."""
    content: dict[str, Any] = {
        "name": name,
        "description": "Use when a network printer shows as offline.",
        "problem_domain": "printing",
        "match_keywords": ["printer offline", "cannot print"],
        "tree_structure": tree(),
    }
    return content | changes


def content(**changes: Any) -> FlowContent:
    """The same flow, read."""
    return FlowContent.model_validate(flow(**changes))
