"""What `node_id` of `step_proposed` says, written by diagnosis and read by others: where a step stands. Pure.

It is a node of the flow that leads, or a place of FlowPilot's own checklists. Flows may call their nodes anything, also
what a checklist's place is called: what the leading flow has is the flow's.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

SCOPING = "scoping/"
NEAREST = "nearest/"
CHECK = "check/"
"""A check of the domain; what it looks for has failed where the check does."""
FIX = "fix/"
"""What mends what a check has found. Once it worked, `FIXED` suggests to resolve."""
FIXED = "fixed/"
METHOD = "method/"
OPEN = "open/"
REOPENED = "reopened/"
STATE = "state"
GONE = "gone"
END = "/end"
"""Behind the id of the node that a flow ends with: the suggestion to resolve."""
_OF_ANY = (SCOPING, NEAREST, METHOD, OPEN, REOPENED)


def of_checklist(place: str | None, flow: Collection[str] = ()) -> bool:
    """Whether FlowPilot asks there of any problem, for want of a flow; `flow`: the ids of the leading flow's nodes."""
    if not place or of_flow(place, flow):
        return False
    return place in (STATE, GONE) or place.startswith(_OF_ANY)


def of_flow(place: str | None, flow: Collection[str]) -> bool:
    """Whether the place is a node of the flow, or the end behind one."""
    return place is not None and (place in flow or place.removesuffix(END) in flow)


def ids_of(tree: Mapping[str, Any]) -> Iterator[str]:
    """The ids of a flow's nodes."""
    if "id" in tree:
        yield tree["id"]
    for child in tree.get("children") or ():
        yield from ids_of(child)
