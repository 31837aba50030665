"""Ended sessions and flows for the tests of knowledge gaps."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from services.flywheel.gaps.facts import Led, Row, SessionFact, Visit
from services.flywheel.gaps.finding import KnownFlow, Node
from services.flywheel.settings import FlywheelSettings
from services.flywheel.writing.words import telling
from shared.embedding import Vectors
from tests.unit.diagnosis.examples import NOW

LIMITS = FlywheelSettings().gap_limits
FLOW_ID = UUID(int=50)
OPTIONS = {"yes": "Yes", "no": "No", "dark": "It stays dark"}
FLOW = KnownFlow(
    FLOW_ID, "Printer offline", "printing", 3, NOW - timedelta(days=80), archived=False,
    nodes={"root": Node("Does it ping?", OPTIONS), "reset": Node("Restart the spooler.", {})},
)  # fmt: skip
LED = Led(FLOW_ID, 3)


def session_id(number: int) -> UUID:
    """The id of a session."""
    return UUID(int=10_000 + number)


def fact(number: int = 0, text: str = "Printer on floor 2 prints nothing", **changes: Any) -> SessionFact:
    """A resolved session; `number` is its id, and how many hours ago it ended."""
    ended_at: datetime = changes.pop("ended_at", NOW - timedelta(hours=number))
    facts: dict[str, Any] = {
        "session": session_id(number),
        "version": 5,
        "domain": "printing",
        "started_at": ended_at - timedelta(minutes=20),
        "ended_at": ended_at,
        "ended": "resolved",
        "reopened": False,
        "escalated": False,
        "led": None,
        "steps": 4,
        "visits": (),
        "words": tuple(telling(text)),
    }
    return SessionFact(**{**facts, **changes})


def visit(node: str = "root", option: str | None = "yes", *, own: bool = False, skipped: bool = False) -> Visit:
    """A node that was answered."""
    taken = None if own or skipped else option
    return Visit(node, taken, OPTIONS.get(taken or ""), own_words=own, skipped=skipped)


def led(count: int, *visits: Visit, start: int = 0, **changes: Any) -> list[SessionFact]:
    """Sessions that the flow led alike."""
    return [fact(start + number, led=LED, visits=visits, **changes) for number in range(count)]


def row(of: SessionFact, vector: Sequence[float]) -> Row:
    """The session with what its problem means."""
    return Row(of, unit(vector))


def unit(vector: Sequence[float]) -> Vectors:
    """The vector at length 1."""
    found = np.asarray(vector, np.float32)
    return np.asarray(found / np.linalg.norm(found), np.float32)
