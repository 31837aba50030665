"""The action that verifies a waiting fix: how its step is marked."""

from uuid import UUID

HELD = "held/"
"""Begins the node id of such a step; the fix's id follows."""


def verified_fix(node_id: str | None) -> UUID | None:
    """The fix that a step verifies; None for any other step, also for one of a flow whose node is called alike."""
    if node_id is None or not node_id.startswith(HELD):
        return None
    try:
        return UUID(node_id.removeprefix(HELD))
    except ValueError:
        return None
