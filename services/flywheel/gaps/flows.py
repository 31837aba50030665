"""A published flow as detection knows it. Pure."""

from services.flywheel.gaps.finding import KnownFlow, Node
from services.flywheel.proposals.events import Tree
from services.flywheel.proposals.ports import Flow
from services.flywheel.writing.enhancing import nodes_of

TEXT_CHARS = 200


def known_flow(flow: Flow) -> KnownFlow:
    """The flow without what detection does not ask for."""
    nodes = {str(node["id"]): _node(node) for node in nodes_of(flow.text.tree_structure) if node.get("id")}
    return KnownFlow(
        flow.id, flow.text.name, flow.text.problem_domain, flow.flow_version, flow.published_at, flow.archived, nodes
    )


def _node(node: Tree) -> Node:
    text = str(node.get("question") or node.get("description") or node.get("title") or "")
    options = {str(option["id"]): str(option.get("label", "")) for option in node.get("options", ())}
    return Node(" ".join(text.split())[:TEXT_CHARS], options)
