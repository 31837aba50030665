"""What further sessions of the same problem add to a tree: where they answered a question otherwise, or a check found
nothing, and how that went on; and their keywords. Pure.

As with an enhancement nothing is moved, renamed or taken away: an answer that led nowhere yet leads on, or a further
one is added.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.flywheel.incoming import SessionResolved
from services.flywheel.proposals.events import Tree
from services.flywheel.transcript import Told, Transcript
from services.flywheel.writing.building import (
    AS_EXPECTED,
    CHECKED,
    ELSEWHERE,
    MAX_OPTIONS,
    MOST_STEPS,
    NOT_SO,
    chain,
    helpful,
    label_of,
    option,
    solution,
)
from services.flywheel.writing.enhancing import nodes_of
from services.flywheel.writing.words import keywords_of, plain

MOST_KEYWORDS = 20
LONGEST = 40
OF_EACH = 3
"""Keywords that each further session adds at most."""


@dataclass(frozen=True, slots=True)
class Way:
    """A resolved session that is joined. `passed` are the checks that found nothing in it, as they read."""

    id: UUID
    steps: Sequence[Told]
    passed: frozenset[str]
    resolved: SessionResolved


@dataclass(frozen=True, slots=True)
class _Fork:
    """Where a way leaves the tree: by an answer that led nowhere, or by a new one; `rest` is how it went on."""

    node: str
    option: str | None
    label: str
    rest: Sequence[Told]


def joined(tree: Tree, session: Transcript, resolved: SessionResolved, id_: UUID) -> Tree:
    """The tree with the way of a resolved session in it; as it is where it goes that way already, or cannot."""
    passed = frozenset(plain(told.step.content.text) for told in session.steps if told.is_check and told.succeeded)
    steps = helpful(session.steps)
    way = Way(id_, steps, passed, resolved)
    nodes = {node["id"]: node for node in nodes_of(tree)}
    if len(nodes) + len(steps) > MOST_STEPS or not (fork := _fork(tree, nodes, way)):
        return tree
    return _branched(tree, fork, way)


def joined_keywords(shared: Sequence[str], own: Sequence[str], others: Iterable[Transcript]) -> tuple[str, ...]:
    """What the sessions share, the flow's own keywords, and of each further session its most telling ones; each once,
    none that is a sentence.
    """
    found: dict[str, str] = {}
    of_others = (word for session in others for word in _telling(session))
    for word in (*shared, *own, *of_others):
        if len(word) <= LONGEST:
            found.setdefault(word.casefold(), word)
    return tuple(found.values())[:MOST_KEYWORDS]


def _telling(session: Transcript) -> Sequence[str]:
    if session.started is None:
        return ()
    started = session.started
    found = keywords_of(started.symptoms, (started.summary,), started.domain)
    return [word for word in found if len(word) <= LONGEST][:OF_EACH]


def _fork(tree: Tree, nodes: dict[str, Tree], way: Way) -> _Fork | None:
    """Walk the tree as the session would have gone; None where it stays in it, or where the two have nothing in
    common.
    """
    number, at = 0, _decision(tree, nodes)
    for _ in range(len(nodes)):
        questions = [index for index in range(number, len(way.steps)) if _asks(way.steps[index])]
        if at is None or not questions:
            return None
        number = questions[0]
        taken = _taken(at, way, number)
        if taken is None:
            return None
        option_id, label, after, to = taken
        if to in (None, ELSEWHERE):
            return _Fork(at["id"], option_id, label, way.steps[after:])
        number, at = after, _decision(nodes[to], nodes) if to in nodes else None
    return None


def _taken(at: Tree, way: Way, number: int) -> tuple[str | None, str, int, str | None] | None:
    """What the session would answer here: the option and its label, the step that follows, the node that it leads to.

    None where the session says nothing of the question, or it takes no further answer.
    """
    asked, step = _question(at), way.steps[number]
    if asked == plain(step.step.content.text):
        label, after = NOT_SO if step.is_check else label_of(step), number + 1
    elif asked in way.passed and _is_check(at):
        label, after = AS_EXPECTED, number
    else:
        return None
    there = next((one for one in at["options"] if plain(one["label"]) == plain(label)), None)
    if there is None:
        return (None, label, after, None) if len(at["options"]) < MAX_OPTIONS else None
    return there["id"], label, after, there["next_node_id"]


def _decision(at: Tree, nodes: dict[str, Tree]) -> Tree | None:
    """The decision that is here, or that follows after actions."""
    for _ in range(len(nodes)):
        if at.get("type") == "decision":
            return at
        if (following := at.get("next_node_id")) not in nodes:
            return None
        at = nodes[following]
    return None


def _asks(told: Told) -> bool:
    return told.kind == "question" or told.is_check


def _is_check(node: Tree) -> bool:
    return CHECKED in str(node.get("question", ""))


def _question(node: Tree) -> str:
    """What a decision asks; of a check without what was expected."""
    return plain(str(node.get("question", "")).split(CHECKED)[0])


def _branched(tree: Tree, fork: _Fork, way: Way) -> Tree:
    """The tree with the rest of the session behind the answer that it gave."""
    prefix = f"s{way.id.hex[-12:]}-"
    end = f"{prefix}solved"
    new = [*chain(fork.rest, end, ELSEWHERE, prefix), solution(end, way.resolved)]
    root = _led(tree, fork, option(f"{prefix}option", fork.label, new[0]["id"]))
    return _needed({**root, "children": [*root.get("children", ()), *new]})


def _needed(tree: Tree) -> Tree:
    """The tree without the leaf for what nobody met, where no answer leads to it any more."""
    led_to = {one["next_node_id"] for node in nodes_of(tree) for one in node.get("options", ())}
    led_to |= {node.get("next_node_id") for node in nodes_of(tree)}
    if ELSEWHERE in led_to:
        return tree
    return {**tree, "children": [child for child in tree["children"] if child["id"] != ELSEWHERE]}


def _led(node: Tree, fork: _Fork, way: dict[str, Any]) -> Tree:
    """The tree with an answer of the fork leading on, or with one more."""
    changed = dict(node)
    if node.get("children"):
        changed["children"] = [_led(child, fork, way) for child in node["children"]]
    if node["id"] == fork.node:
        onward = {"next_node_id": way["next_node_id"]}
        options = [one | onward if one["id"] == fork.option else one for one in node["options"]]
        changed["options"] = options if fork.option else [*options, way]
    return changed
