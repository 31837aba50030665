"""Where a session stands in its flow, derived from nothing but its history.

- A decision is followed by the chosen option, or by the one that a free text means. A text that means none is
  asked for once more, naming the options; after that the decision counts as skipped.
- A skipped decision takes its "don't know" option if it has one, else its first untried option.
- An action leads on to its next node. One that failed or was skipped does not lead to a solution, and a flow
  does not end well with it: the walk goes back instead.
- Going back means: the latest decision that still has untried options is put again, with just these.
- What a model asked in a decision's own words answers that decision.
- A loop in the flow puts a decision again only after a new action; otherwise its answer is known and followed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from contracts.places import END
from services.diagnosis.adapters.playbook import words
from services.diagnosis.adapters.playbook.tree import Branch, Node, Tree
from services.diagnosis.nearest import NONE_OF_THESE
from services.diagnosis.ports import Answer, PastStep

Manner = Literal["first", "clarify", "again", "rest"]


@dataclass(frozen=True, slots=True)
class Place:
    """A node to be put to the engineer, and how: the first time, to clarify a free text, again after an
    action, or with the rest of its options. `end` means the end that the action itself is."""

    node: Node
    manner: Manner = "first"
    end: bool = False


@dataclass(slots=True)
class Walk:
    """The walk so far; `place` is None when the flow has nothing left."""

    tree: Tree
    place: Place | None = None
    trail: list[str] = field(default_factory=list)
    """The decisions in the order of their latest asking."""
    chosen: dict[str, Branch] = field(default_factory=dict)
    tried: dict[str, set[str]] = field(default_factory=dict)
    unclear: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    done: dict[str, bool] = field(default_factory=dict)
    """Actions by whether they succeeded."""
    ended: set[str] = field(default_factory=set)
    """Suggestions that were rejected."""
    last_action: Node | None = None
    fresh_action: bool = False
    """Whether an action was done since the last decision."""

    def untried(self, node: Node) -> list[Branch]:
        """The options of a decision that have not been followed."""
        tried = self.tried.get(node.id, set())
        return [option for option in node.options if option.id not in tried]

    def path(self) -> list[tuple[Node, Branch]]:
        """The decisions and what was chosen, oldest first."""
        return [(self.tree.nodes[node], self.chosen[node]) for node in self.trail if node in self.chosen]


def walk(tree: Tree, steps: Iterable[PastStep]) -> Walk:
    """The walk through `tree` that these steps made; steps of other origin are passed over."""
    state = Walk(tree, Place(tree.root))
    for step in steps:
        _record(state, step)
    return state


def _record(state: Walk, step: PastStep) -> None:
    node = _node_of(state.tree, step)
    if node is None or step.answer is None:
        return
    if step.shape == "resolution_suggestion":
        state.ended.add(node.id)
        state.place = _back(state)
    elif node.type == "decision":
        state.place = _decided(state, node, step, step.answer)
    else:
        state.place = _acted(state, node, step.answer)


def node_of(tree: Tree, node_id: str) -> Node | None:
    """The node of the tree that a step with that id stands for."""
    return tree.get(node_id) or tree.get(node_id.removesuffix(END))


def _node_of(tree: Tree, step: PastStep) -> Node | None:
    if step.node_id:
        return node_of(tree, step.node_id)
    asked = words.plain(step.text)
    nodes = tree.nodes.values() if step.shape == "question" else ()
    return next((node for node in nodes if node.question and words.plain(node.question) == asked), None)


def _decided(state: Walk, node: Node, step: PastStep, answer: Answer) -> Place | None:
    state.fresh_action = False
    if node.id in state.trail:
        state.trail.remove(node.id)
    state.trail.append(node.id)
    branch = chosen_branch(state, node, answer)
    if branch is None and any(option.value == NONE_OF_THESE for option in step.options):
        state.closed.add(node.id)
        return _back(state)
    if branch is None and answer.free_text and node.id not in state.unclear:
        state.unclear.add(node.id)
        return Place(node, "clarify")
    branch = branch or _way_out(state, node)
    if branch is None:
        return _back(state)
    state.tried.setdefault(node.id, set()).add(branch.id)
    state.chosen[node.id] = branch
    return _arrive(state, branch.next_node_id)


def chosen_branch(state: Walk, node: Node, answer: Answer) -> Branch | None:
    """The option that the answer names or means."""
    by_id = {option.id: option for option in node.options}
    if answer.selected_option in by_id:
        return by_id[answer.selected_option]
    said = answer.selected_label if answer.selected_option is not None else answer.free_text
    if not said or answer.selected_option == NONE_OF_THESE:
        return None
    key = words.meant(said, {option.id: option.label for option in state.untried(node)})
    return by_id[key] if key is not None else None


def _way_out(state: Walk, node: Node) -> Branch | None:
    untried = state.untried(node)
    unsure = [option for option in untried if words.unsure(option.label)]
    return next(iter(unsure or untried), None)


def _acted(state: Walk, node: Node, answer: Answer) -> Place | None:
    good = answer.succeeded is True or (answer.succeeded is None and not answer.was_skipped)
    state.done[node.id] = good
    state.last_action = node
    state.fresh_action = not answer.was_skipped
    following = state.tree.get(node.next_node_id)
    if good and following is None:
        return Place(node, end=True)
    if not good and (following is None or following.type == "solution"):
        return _back(state)
    return _arrive(state, node.next_node_id)


def _arrive(state: Walk, node_id: str | None) -> Place | None:
    for _ in state.tree.nodes:
        node = state.tree.get(node_id)
        if node is None or node.id in state.ended:
            return _back(state)
        if node.type == "action" and node.id in state.done:
            node_id = node.next_node_id
        elif node.type == "decision" and node.id in state.trail:
            if state.fresh_action:
                return Place(node, "again")
            if node.id not in state.chosen:
                return _back(state)
            node_id = state.chosen[node.id].next_node_id
        else:
            return Place(node)
    return _back(state)


def _back(state: Walk) -> Place | None:
    for node_id in reversed(state.trail):
        node = state.tree.nodes[node_id]
        if node_id not in state.closed and state.untried(node):
            return Place(node, "rest")
    return None
