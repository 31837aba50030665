"""Which texts of a flow are indexed, and which passages of a case are looked up."""

import re
import textwrap
from collections.abc import Iterable

from services.matching.events import FlowContent
from services.matching.tree import Node

PASSAGE_CHARS = 600
LOG_CHARS = 600
TEXT_CHARS = 20_000
BODY_CHARS = 50_000

_TELLING = re.compile(
    r"\b(error|fail\w*|fatal|denied|refused|critical|exception|timed? ?out|0x[0-9a-f]{4,})\b", re.IGNORECASE
)


def head_text(flow: FlowContent) -> str:
    """What the flow is about: name, description, keywords."""
    return f"{flow.name}. {flow.description} {', '.join(flow.match_keywords)}"


def passages_of(head: str) -> list[str]:
    """A head in passages that an embedder reads to the end, so that the last keyword counts like the first."""
    return textwrap.wrap(head, PASSAGE_CHARS)


def body_text(flow: FlowContent) -> str:
    """What the flow says step by step, in the order written, up to a bound."""
    return " ".join(text for node, _ in flow.tree_structure.walk() for text in _node_texts(node))[:BODY_CHARS]


def _node_texts(node: Node) -> Iterable[str]:
    parts = (node.title, node.question, node.help_text, node.description, *(option.label for option in node.options))
    return (part.strip() for part in parts if part and part.strip())


def case_passages(text: str | None, summary: str, symptoms: Iterable[str], log: str | None) -> tuple[str, ...]:
    """What of a case is compared with flows: its own words, what was made of them, and the log's telling lines."""
    own = (text or "").strip()[:TEXT_CHARS]
    made = [part for part in (summary.strip(), *symptoms) if part and part not in own]
    return tuple(passage for passage in (own, ". ".join(made), telling_lines(log or "")) if passage)


def telling_lines(log: str) -> str:
    """The first lines of a log that speak of a failure, each once; where none does, the last lines."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = dict.fromkeys(line for line in lines if _TELLING.search(line))
    return "\n".join(telling or lines[-5:])[:LOG_CHARS]
