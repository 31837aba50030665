"""A flow's decision tree and the rules it must keep before it is published."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationError

from shared.message import Message

MAX_NODES = 300
MAX_DEPTH = 40
MAX_PARAMETERS = 50
MIN_OPTIONS, MAX_OPTIONS = 2, 5

NodeId = Annotated[str, Field(min_length=1, max_length=100)]
Line = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=5000)]


class Option(Message):
    """An answer of a decision and the node it leads to."""

    model_config = ConfigDict(extra="allow")

    id: NodeId | None = None
    label: Line = ""
    next_node_id: NodeId | None = None


class ScriptCall(Message):
    """The member `script` of an action or a solution: the template that it is done with, by its slug, and what the
    flow knows of its parameters. One of the members that nodes may have besides their fields.
    """

    slug: Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    parameters: Annotated[dict[NodeId, Line], Field(max_length=MAX_PARAMETERS, default_factory=dict)]


class Node(Message):
    """A node and, nested in it, others; only options and `next_node_id` link nodes, nesting does not.

    Lenient, so that a draft can be kept while it is written; what a newer editor adds is kept too.
    """

    model_config = ConfigDict(extra="allow")

    id: NodeId
    type: Literal["decision", "action", "solution"]
    title: Line | None = None
    question: Text | None = None
    help_text: Text | None = None
    description: Text | None = None
    options: tuple[Option, ...] = ()
    next_node_id: NodeId | None = None
    children: tuple["Node", ...] = ()

    def walk(self, depth: int = 1) -> Iterator[tuple["Node", int]]:
        """This node and all below it, with their depths, in the order written."""
        yield self, depth
        for child in self.children:
            yield from child.walk(depth + 1)

    @property
    def targets(self) -> list[str]:
        """The ids of the nodes that may come next; empty where the flow ends."""
        if self.type == "decision":
            return [option.next_node_id for option in self.options if option.next_node_id]
        return [self.next_node_id] if self.next_node_id else []


@dataclass(frozen=True, slots=True)
class Fault:
    """One broken rule: a code for programs, the node that breaks it, a sentence that says what to do."""

    code: str
    node_id: str
    detail: str

    def to_dict(self) -> dict[str, str]:
        """The fault as it stands in answers."""
        return asdict(self)


def faults(root: Node) -> list[Fault]:
    """Every broken rule of the tree, in the order of its nodes; empty when it may be published."""
    too_big = size_faults(root)
    if too_big:
        return too_big
    nodes = [node for node, _ in root.walk()]
    found = list(_root_faults(root)) + list(_id_faults(nodes))
    known = {node.id for node in nodes}
    for node in nodes:
        found += _node_faults(node, known)
    return found + list(_way_faults(root, nodes))


def size_faults(root: Node) -> list[Fault]:
    """Whether the tree is within the bounds that hold for drafts too."""
    found = []
    sizes = [depth for _, depth in root.walk()]
    if len(sizes) > MAX_NODES:
        detail = f"The tree has {len(sizes)} nodes, at most {MAX_NODES} are allowed. Split the flow."
        found.append(Fault("too_many_nodes", root.id, detail))
    if max(sizes) > MAX_DEPTH:
        detail = f"Nodes are nested {max(sizes)} deep, at most {MAX_DEPTH} is allowed. List them flat under the root."
        found.append(Fault("too_deep", root.id, detail))
    return found


def _root_faults(root: Node) -> Iterator[Fault]:
    if root.type != "decision":
        yield Fault("root_not_decision", root.id, f"The root is of type {root.type}; it must be a decision.")


def _id_faults(nodes: Iterable[Node]) -> Iterator[Fault]:
    for node_id, count in Counter(node.id for node in nodes).items():
        if count > 1:
            yield Fault("duplicate_id", node_id, f"{count} nodes have this id; give each its own.")


def _node_faults(node: Node, known: set[str]) -> Iterator[Fault]:
    match node.type:
        case "decision":
            yield from _decision_faults(node)
        case "action":
            yield from _action_faults(node)
        case "solution":
            yield from _solution_faults(node)
    yield from _script_faults(node)
    for target in node.targets:
        if target not in known:
            yield Fault("unknown_target", node.id, f"It leads to {target!r}, which does not exist.")


def _decision_faults(node: Node) -> Iterator[Fault]:
    if not (node.question or "").strip():
        yield Fault("no_question", node.id, "A decision needs a question.")
    if not MIN_OPTIONS <= len(node.options) <= MAX_OPTIONS:
        detail = f"A decision needs {MIN_OPTIONS} to {MAX_OPTIONS} options, this one has {len(node.options)}."
        yield Fault("option_count", node.id, detail)
    if node.next_node_id:
        yield Fault("decision_with_next", node.id, "A decision leads on by its options only; remove next_node_id.")
    for number, option in enumerate(node.options, 1):
        if not option.label.strip():
            yield Fault("option_without_label", node.id, f"Option {number} needs a label.")
        if not option.next_node_id:
            yield Fault("option_without_target", node.id, f"Option {number} needs a next_node_id.")
    yield from _repeated_options(node)


def _repeated_options(node: Node) -> Iterator[Fault]:
    ids = [option.id for option in node.options if option.id]
    labels = [option.label.strip().casefold() for option in node.options if option.label.strip()]
    for what, values in (("id", ids), ("label", labels)):
        if len(set(values)) < len(values):
            yield Fault(f"duplicate_option_{what}", node.id, f"Two options have the same {what}.")


def _action_faults(node: Node) -> Iterator[Fault]:
    if not (node.description or "").strip():
        yield Fault("no_description", node.id, "An action needs a description of what to do.")
    if node.options:
        yield Fault("action_with_options", node.id, "An action leads to one next node; options belong to decisions.")


def _solution_faults(node: Node) -> Iterator[Fault]:
    if not ((node.description or "").strip() or (node.title or "").strip()):
        yield Fault("no_solution", node.id, "A solution needs a title or a description.")
    if node.next_node_id or node.options:
        yield Fault("solution_not_terminal", node.id, "A solution ends the flow; remove its options and next_node_id.")


def _script_faults(node: Node) -> Iterator[Fault]:
    script = (node.model_extra or {}).get("script")
    if script is None:
        return
    if node.type == "decision":
        yield Fault("script_on_decision", node.id, "A script belongs to an action or a solution; move it there.")
    try:
        ScriptCall.model_validate(script)
    except ValidationError:
        detail = "A script is {slug, parameters}: the slug of a template, and texts by the keys of its parameters."
        yield Fault("script_invalid", node.id, detail)


def _way_faults(root: Node, nodes: list[Node]) -> Iterator[Fault]:
    """Nodes that no way leads to, and nodes from which no way leads to an end."""
    targets = {node.id: node.targets for node in nodes}
    sources: dict[str, list[str]] = {}
    for node_id, following in targets.items():
        for target in following:
            sources.setdefault(target, []).append(node_id)
    reachable = _reach([root.id], targets)
    ending = _reach([node.id for node in nodes if _ends(node)], sources)
    for node_id in targets:
        if node_id not in reachable:
            yield Fault("orphan", node_id, "No way leads here from the root.")
        elif node_id not in ending:
            yield Fault("no_exit", node_id, "Every way from here goes round in a circle or nowhere; add an exit.")


def _ends(node: Node) -> bool:
    return node.type == "solution" or (node.type == "action" and not node.next_node_id)


def _reach(start: list[str], links: dict[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        node_id = waiting.pop()
        if node_id not in seen:
            seen.add(node_id)
            waiting += links.get(node_id, ())
    return seen
