"""The script that a node of a flow is done with."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from services.diagnosis.adapters.playbook.tree import Node
from services.diagnosis.known import OfferedScript


@dataclass(frozen=True, slots=True)
class NodeScript:
    """A template of the team, and what the flow knows of its parameters."""

    template_id: UUID
    parameters: dict[str, str]


def script_of(node: Node, offered: Iterable[OfferedScript]) -> NodeScript | None:
    """The offered template that the node names by its slug; parameters that it does not have are left out."""
    call = node.script
    template = next((script for script in offered if call and script.slug == call.slug), None)
    if call is None or template is None:
        return None
    known = {key: value for key, value in call.parameters.items() if key in template.parameter_keys}
    return NodeScript(template.id, known)
