"""The case's document says of a session what its decider knows, however it goes."""

from collections import Counter
from collections.abc import Sequence

import pytest

from services.diagnosis.events import SessionEvent
from services.diagnosis.state import Active, FailedStep, Ongoing, OpenStep, RequestingEscalation, Started, under_way
from services.documentation.incoming import read_session
from services.documentation.session import session_of
from services.gateway.cases import open_step as shown_as_open
from services.gateway.projections.case_parts import Document
from tests.unit.gateway.case_kit import RECEIVED, folded, stored
from tests.unit.gateway.stories import Story, minutes

SEEDS, COMMANDS = 150, 60


def text(identifier: object) -> str | None:
    return str(identifier) if identifier is not None else None


def check_status(case: Document, state: Started) -> None:
    known = state.case
    assert (case["status"], case["version"], case["outcome"]) == (state.status, known.version, known.outcomes)
    assert (case["user_id"], case["team_id"]) == (str(known.owner_id), text(known.team_id))
    assert (case["session_rating"], case["session_feedback"]) == (known.rating, known.feedback)
    assert case["awaiting_step"] == under_way(state)
    assert (case["max_steps"], case["step_count"]) == (known.limit, known.order - known.briefings)
    if isinstance(state, Ongoing):
        assert (case["failure"] is not None) == isinstance(state.phase, FailedStep)


def check_steps(case: Document, state: Started) -> None:
    if isinstance(state, Active):
        shown = shown_as_open(case) if not case["awaiting_step"] and case["failure"] is None else None
        known = str(state.phase.step_id) if isinstance(state.phase, OpenStep) else None
        assert (shown["step_id"] if shown else None) == known


def check_material(case: Document, state: Started) -> None:
    material = state.case.material
    facts = {fact["id"]: (fact["text"], fact["deleted_at"] is not None) for fact in case["facts"]}
    assert facts == {str(key): (fact.text, fact.retracted) for key, fact in material.facts.items()}
    fixes = {
        fix["id"]: (fix["status"], fix["pending_since"], fix["reminded_at"]) for fix in case["suggested_fixes"]
    }  # fmt: skip
    assert fixes == {
        str(key): (fix.status, minutes(fix.pending_since), minutes(fix.reminded_at))
        for key, fix in material.fixes.items()
    }
    active = [fix["id"] for fix in case["suggested_fixes"] if fix["superseded_at"] is None]
    assert active == ([str(material.active_fix)] if material.active_fix else [])
    results = {made["id"]: made["result"] is not None for made in case["script_generations"]}
    assert results == {str(key): script.result is not None for key, script in material.scripts.items()}


def check_escalation(case: Document, state: Started) -> None:
    escalation = state.case.escalation
    if isinstance(state, RequestingEscalation):
        assert escalation is not None
        assert case["escalation_package"]["outcome"] == escalation.outcome
        assert case["escalated_to_id"] == text(escalation.to_id)


def check_documentation(case: Document, events: Sequence[SessionEvent]) -> None:
    """Documentation keeps its drafts by a version that it counts itself, and says itself whether a fix held."""
    told = session_of(read_session(stored(*events)))
    assert case["state_version"] == told.state_version
    assert case["fix_status"] == (told.fix.state if told.fix else None)


def test_given_any_story_when_it_is_folded_then_the_document_agrees_with_the_decider() -> None:
    happened: Counter[str] = Counter()
    for seed in range(SEEDS):
        story = Story(seed)
        events = story.tell(COMMANDS)
        happened.update(event.type for event in events)
        assert isinstance(story.state, Started)
        case = folded(RECEIVED, *events)
        try:
            check_status(case, story.state)
            check_steps(case, story.state)
            check_material(case, story.state)
            check_escalation(case, story.state)
            check_documentation(case, events)
        except AssertionError:
            pytest.fail(f"seed {seed}: {[event.type for event in events]}\n{case}\n{story.state}")
    assert len(happened) >= 26, happened
