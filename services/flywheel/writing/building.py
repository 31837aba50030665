"""A tree out of a transcript: the questions with the answers that were offered, the checks that found the fault, the
actions that helped, the solution.

Dead ends are left out: what was skipped, failed or ruled out, what is asked of any problem, and the earlier of two
steps that read the same. An answer that no resolved case gave leads to a leaf that says so. Pure.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from services.flywheel.incoming import SessionResolved
from services.flywheel.transcript import Told, Transcript
from services.flywheel.writing.words import plain
from shared.llm.untrusted import shorten

Node = dict[str, Any]

MAX_OPTIONS = 5
MOST_STEPS = 60
LABEL_CHARS = 120
TEXT_CHARS = 2000
TITLE_CHARS = 120
ROOT, SOLVED, ELSEWHERE = "root", "solved", "elsewhere"
ELSE_LABEL = "Something else"
NOT_SO, AS_EXPECTED = "No", "Yes, as expected"
"""The answers to a check."""
CHECKED = "\nIs it so:"
"""What a check's question ends with."""
_ELSE_TEXT = "No resolved case went this way yet. Go on with the diagnosis, or escalate."


def tree_of(session: Transcript, resolved: SessionResolved) -> Node:
    """A tree that may be published, whatever the session was."""
    steps = helpful(session.steps)
    nodes = chain(steps, SOLVED, ELSEWHERE, "step-")
    if not nodes or nodes[0]["type"] != "decision":
        summary = session.started.summary if session.started else resolved.resolution_summary
        nodes.insert(0, _opening(summary, nodes[0]["id"] if nodes else SOLVED))
    else:
        nodes[0]["id"] = ROOT
    leaves = [solution(SOLVED, resolved), {"id": ELSEWHERE, "type": "solution", "title": "Not covered yet",
                                          "description": _ELSE_TEXT}]  # fmt: skip
    return {**nodes[0], "id": ROOT, "children": [*nodes[1:], *leaves]}


def helpful(steps: Sequence[Told]) -> list[Told]:
    """The steps that led on; of steps that read the same, the last. A fault whose fix failed led nowhere."""
    last = {plain(told.step.content.text): told for told in steps if told.useful}
    kept = [told for told in steps if last.get(plain(told.step.content.text)) is told]
    failed = {id(check) for check, fix in pairwise(steps) if check.is_check and not fix.is_check and _failed(fix)}
    return [told for told in kept if id(told) not in failed][-MOST_STEPS:]


def _failed(told: Told) -> bool:
    return told.kind == "action" and told.succeeded is False


def chain(steps: Sequence[Told], end: str, elsewhere: str, prefix: str) -> list[Node]:
    """The steps as nodes, each leading to the next and the last to `end`."""
    ids = [f"{prefix}{number}" for number in range(1, len(steps) + 1)]
    following = [*ids[1:], end] if ids else []
    return [_node(told, node_id, after, elsewhere) for told, node_id, after in zip(steps, ids, following, strict=True)]


def solution(node_id: str, resolved: SessionResolved) -> Node:
    """The end of the session as a node."""
    parts = (resolved.resolution_summary, resolved.resolution_action or "")
    text = "\n".join(part.strip() for part in parts if part.strip())
    title = shorten(one_line(resolved.resolution_summary), TITLE_CHARS)
    return {"id": node_id, "type": "solution", "title": title or "Solved", "description": text[:TEXT_CHARS] or "Solved"}


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def label_of(told: Told) -> str:
    """What was answered, as an option reads."""
    return shorten(one_line(told.said), LABEL_CHARS)


def _node(told: Told, node_id: str, following: str, elsewhere: str) -> Node:
    content = told.step.content
    if told.kind == "question":
        options = _options(told, node_id, following, elsewhere)
        return {"id": node_id, "type": "decision", "question": _text(content.text, "What is it?"), "options": options}
    if told.is_check:
        return _check(told, node_id, following, elsewhere)
    expected = f"Expected: {content.expected_outcome}" if content.expected_outcome else ""
    parts = (content.text, content.instructions or "", expected)
    text = "\n".join(part.strip() for part in parts if part.strip())
    return {"id": node_id, "type": "action", "description": _text(text, "Do it."), "next_node_id": following}


def _check(told: Told, node_id: str, following: str, elsewhere: str) -> Node:
    """A check that found the fault, as the question that it is."""
    content = told.step.content
    expected = one_line(content.expected_outcome or "everything is as it should be").rstrip(".")
    question = f"{content.text.strip()}{CHECKED} {expected}?"
    options = [
        option(f"{node_id}-1", NOT_SO, following),
        option(f"{node_id}-2", AS_EXPECTED, elsewhere),
    ]
    return {"id": node_id, "type": "decision", "question": question[:TEXT_CHARS], "options": options}


def _options(told: Told, node_id: str, following: str, elsewhere: str) -> list[Node]:
    """The answer that was given and the others that were offered, in the order in which they were."""
    taken = label_of(told)
    labels = {plain(label): label for label in (shorten(one_line(o.label), LABEL_CHARS) for o in told.step.options)}
    labels.setdefault(plain(taken), taken)
    while len(labels) > MAX_OPTIONS:
        labels.pop(next(key for key in reversed(labels) if key != plain(taken)))
    if len(labels) == 1:
        labels[plain(ELSE_LABEL) if plain(taken) != plain(ELSE_LABEL) else "none"] = (
            ELSE_LABEL if plain(taken) != plain(ELSE_LABEL) else "None of this"
        )
    return [
        option(f"{node_id}-{number}", label, following if key == plain(taken) else elsewhere)
        for number, (key, label) in enumerate(labels.items(), 1)
    ]


def option(option_id: str, label: str, following: str) -> Node:
    """One answer of a decision."""
    return {"id": option_id, "label": label or "Other", "next_node_id": following}


def _opening(summary: str, following: str) -> Node:
    """The question that a flow of mere actions begins with."""
    options = [option("root-1", "Yes", following), option("root-2", ELSE_LABEL, ELSEWHERE)]
    question = f"Is this the problem: {shorten(one_line(summary), 300) or 'as described'}?"
    return {"id": ROOT, "type": "decision", "question": question, "options": options}


def _text(text: str, instead: str) -> str:
    return text.strip()[:TEXT_CHARS] or instead
