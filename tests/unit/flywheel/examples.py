"""Sessions for the tests of the flywheel, told by diagnosis' own events."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.diagnosis.events import ActionContent, ActionResult, FlowGuide, Option, QuestionContent, SessionEvent
from services.flywheel.incoming import SessionResolved, read_session
from services.flywheel.ports import FlowRequest
from services.flywheel.proposals.events import FlowText, Source
from services.flywheel.proposals.ports import Flow, Provenance
from services.flywheel.settings import FlywheelSettings
from services.flywheel.transcript import Transcript, transcript_of
from shared.envelope import StoredEvent
from shared.llm.ledger import Work
from shared.log.registry import encode
from shared.message import Event
from tests.unit.diagnosis.examples import ACCOUNT, FLOW, NOW, RESOLVED, TREE, answered, asked, started

SESSION = UUID("0192f3a4-6f7c-7d10-8f6b-2f7f3b1c5a10")
FLOW_ID = FLOW.id
LIKENESS = FlywheelSettings().likeness


def step_id(number: int) -> UUID:
    """The id of a session's step."""
    return UUID(int=1000 + number)


def question(
    number: int, text: str, answer: str | None, offered: Sequence[str] = (), **changes: Any
) -> list[SessionEvent]:
    """A question and its answer: an offered one, own words, or None for a skipped one."""
    options = tuple(Option(label=label, value=label.lower()) for label in offered)
    chosen = answer in offered
    facts: dict[str, Any] = {
        "selected_option": answer.lower() if chosen and answer else None,
        "selected_label": answer if chosen else None,
        "free_text": None if chosen else answer,
        "was_free_text": answer is not None and not chosen,
        "was_skipped": answer is None,
    }
    content = QuestionContent(text=text)
    return [
        asked(number, step_id(number), content=content, options=options, **{"node_id": None, **changes}),
        answered(number, step_id(number), **facts),
    ]


def action(number: int, text: str, *, success: bool | None, node_id: str | None = None) -> list[SessionEvent]:
    """An action and how it turned out; None: skipped."""
    content = ActionContent(
        text=text, action_type="instruction", expected_outcome=None, template_id=None, pre_filled_params=None,
        instructions=None,
    )  # fmt: skip
    result = None if success is None else ActionResult(success=success)
    return [
        asked(
            number, step_id(number), content=content, options=(), shape="action", step_type="action", node_id=node_id
        ),
        answered(
            number, step_id(number), selected_option=None, selected_label=None, action_result=result,
            was_skipped=success is None,
        ),
    ]  # fmt: skip


def resolved(summary: str = "Replaced the patch cable.", outcome: int = 1) -> SessionEvent:
    """The session was resolved."""
    return RESOLVED.model_copy(update={"resolution_summary": summary, "outcome": outcome})


def matched(score: float = 0.92) -> FlowGuide:
    """The flow that a session was matched with."""
    return FLOW.model_copy(update={"score": score})


def stored(events: Sequence[Event], session: UUID = SESSION) -> list[StoredEvent]:
    """The events as a log gives them, opened."""
    return [
        StoredEvent(
            UUID(int=number), f"session-{session}", number, "session", event.type, 1, ACCOUNT, session, None,
            encode(event), '{"correlation": "00000000-0000-0000-0000-000000000001"}', NOW, b"", number,
        )
        for number, event in enumerate(events, 1)
    ]  # fmt: skip


def transcript(*events: SessionEvent) -> Transcript:
    """The session as the flywheel reads it."""
    return transcript_of(read_session(stored(events)))


def request(*events: SessionEvent, target: Flow | None = None, session: UUID = SESSION) -> FlowRequest:
    """A proposal is asked of these events; one that lacks its end is resolved."""
    told = transcript(*events)
    if not told.resolutions:
        told = replace(told, resolutions={1: SessionResolved(outcome=1, resolution_summary="Fixed.", at=NOW)})
    source = Source(session_id=session, outcome=1)
    return FlowRequest(told, source, Work(ACCOUNT, session, "proposal", 1), target)


def target(tree: dict[str, Any] | None = None) -> Flow:
    """A published flow."""
    text = FlowText(
        name="Printer offline",
        description="Use when it prints nothing.",
        problem_domain="printing",
        match_keywords=("printer offline",),
        tree_structure=tree or TREE,
    )
    return Flow(FLOW_ID, text, Provenance("manual", None), 3, 4, archived=False)


PRINTER = (
    started(summary="Printer on floor 2 prints nothing"),
    *question(0, "Does it ping?", "No", ["Yes", "No"]),
    *action(1, "Restart the spooler.", success=False),
    *question(2, "Is the cable plugged in?", None, ["Yes", "No"]),
    *action(3, "Replace the patch cable.", success=True),
    resolved(),
)
ALONE = (started(summary="Printer on floor 2 prints nothing", no_model=True), *PRINTER[1:])
"""The same of a client that wants no model: it takes nothing of the day's proposals."""
