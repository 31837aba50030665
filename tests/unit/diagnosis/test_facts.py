"""What is known: recorded, revised, retracted, and learned by FlowPilot."""

from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.commands import ProposeStep
from services.diagnosis.domain import session_decider
from services.diagnosis.limits import Limits
from services.diagnosis.material.commands import AddFact, RetractFact, ReviseFact
from services.diagnosis.material.events import FactRecorded, FactRetracted, FactRevised
from services.diagnosis.ports import LearnedFact, Question
from shared.testing.decider_spec import DeciderSpec
from tests.unit.diagnosis.examples import (
    ANNA,
    ANNA_ID,
    FACT,
    LATER,
    NO,
    NOW,
    OPEN,
    SPEC,
    STEP,
    YES,
    answered,
    asked,
    fact,
)

NARROW = DeciderSpec(session_decider(Limits(facts=2)))
SECOND = UUID(int=201)
UNKNOWN = UUID(int=999)
RETRACTED = FactRetracted(fact_id=FACT, by=ANNA_ID, at=LATER)
REVISED = FactRevised(fact_id=FACT, text="Floors 2 and 3.", by=ANNA_ID, at=LATER)


def add(**said: Any) -> AddFact:
    return AddFact(**{"actor": ANNA, "at": NOW, "fact_id": FACT, "text": "Only floor 2.", **said})


def revise(text: str = "Floors 2 and 3.", fact_id: UUID = FACT) -> ReviseFact:
    return ReviseFact(actor=ANNA, at=LATER, fact_id=fact_id, text=text)


def retract(fact_id: UUID = FACT) -> RetractFact:
    return RetractFact(actor=ANNA, at=LATER, fact_id=fact_id)


def learned(number: int, step_id: UUID = STEP) -> LearnedFact:
    return LearnedFact(
        fact_id=UUID(int=300 + number),
        text=f"Fact {number}",
        source_type="diagnostic_check",
        source_summary="Step 1",
        step_id=step_id,
    )


def propose(*facts: LearnedFact) -> ProposeStep:
    question = Question(text="Does it ping?", why="It tells the network from the device.", options=(YES, NO),
                        confidence=0.3, node_id="root")  # fmt: skip
    return ProposeStep(
        at=NOW, order=1, attempt=1, step_id=UUID(int=7), proposal=question, engine="playbook", facts=facts
    )


def test_given_a_session_when_a_fact_is_added_then_it_is_recorded() -> None:
    SPEC.given(*OPEN).when(add(text="  Only floor 2. ")).then(fact())


def test_given_a_fact_of_a_check_when_it_is_added_then_its_source_and_step_are_kept() -> None:
    said: dict[str, Any] = {"source_type": "diagnostic_check", "source_summary": "Event viewer", "step_id": STEP}
    SPEC.given(*OPEN).when(add(**said)).then(fact(**said))


def test_given_a_fact_when_it_is_added_again_then_nothing_happens() -> None:
    SPEC.given(*OPEN, fact()).when(add()).then_nothing()


def test_given_a_step_of_no_session_when_a_fact_names_it_then_it_is_refused() -> None:
    SPEC.given(*OPEN).when(add(step_id=UNKNOWN)).then_refused(422, "unknown_step")


@pytest.mark.parametrize("said", [
    {"text": ""}, {"text": "   "}, {"text": "x" * 2001}, {"source_type": "ai"}, {"source_type": "script_output"},
    {"source_summary": "x" * 201},
])  # fmt: skip
def test_given_words_that_do_not_fit_when_a_fact_is_added_then_they_are_not_taken(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(said))):
        add(**said)


def test_given_a_fact_when_it_is_revised_then_it_says_so() -> None:
    SPEC.given(*OPEN, fact()).when(revise()).then(REVISED)


def test_given_a_fact_that_says_so_when_it_is_revised_then_nothing_happens() -> None:
    SPEC.given(*OPEN, fact(), REVISED).when(revise()).then_nothing()


def test_given_a_fact_when_it_is_retracted_then_that_happens_once() -> None:
    SPEC.given(*OPEN, fact()).when(retract()).then(RETRACTED)
    SPEC.given(*OPEN, fact(), RETRACTED).when(retract()).then_nothing()


def test_given_a_retracted_fact_when_it_is_revised_then_it_is_refused() -> None:
    SPEC.given(*OPEN, fact(), RETRACTED).when(revise()).then_refused(409, "fact_retracted")


@pytest.mark.parametrize("command", [revise(fact_id=UNKNOWN), retract(UNKNOWN)])
def test_given_no_such_fact_when_it_is_changed_then_it_is_unknown(command: ReviseFact | RetractFact) -> None:
    SPEC.given(*OPEN, fact()).when(command).then_refused(404, "unknown_fact")


def test_given_a_full_session_when_a_fact_is_added_then_the_limit_is_named() -> None:
    history = (*OPEN, fact(), fact(SECOND))
    refusal = NARROW.given(*history).when(add(fact_id=UNKNOWN)).then_refused(409, "fact_limit")
    assert refusal.facts["limit"] == 2
    NARROW.given(*history).when(add(fact_id=SECOND)).then_nothing()
    NARROW.given(*history, RETRACTED).when(add(fact_id=UNKNOWN)).then(fact(UNKNOWN))


def test_given_many_retracted_facts_when_one_is_added_then_there_is_an_end_to_it() -> None:
    ids = [UUID(int=400 + number) for number in range(10)]
    gone = [told for one in ids for told in (fact(one), RETRACTED.model_copy(update={"fact_id": one}))]
    NARROW.given(*OPEN, *gone[:-2]).when(add(fact_id=UNKNOWN)).then(fact(UNKNOWN))
    NARROW.given(*OPEN, *gone).when(add(fact_id=UNKNOWN)).then_refused(409, "fact_limit")


def test_given_a_fact_revised_often_when_it_is_revised_again_then_the_limit_is_named() -> None:
    terse = DeciderSpec(session_decider(Limits(revisions=2)))
    once = REVISED.model_copy(update={"text": "Floor 3."})
    terse.given(*OPEN, fact(), once).when(revise()).then(REVISED)
    refusal = terse.given(*OPEN, fact(), REVISED, once).when(revise()).then_refused(409, "fact_limit")
    assert refusal.facts["limit"] == 2


def test_given_an_answered_step_when_the_next_is_proposed_then_what_was_learned_comes_before_it() -> None:
    SPEC.given(*OPEN, answered()).when(propose(learned(1))).then(
        FactRecorded(fact_id=UUID(int=301), text="Fact 1", source_type="diagnostic_check", source_summary="Step 1",
                     step_id=STEP, by=None, at=NOW),
        asked(1, UUID(int=7)),
    )  # fmt: skip


def test_given_a_step_with_a_fact_when_the_same_is_learned_again_then_only_the_step_comes() -> None:
    history = (*OPEN, answered(), fact(step_id=STEP), RETRACTED)
    SPEC.given(*history).when(propose(learned(1))).then(asked(1, UUID(int=7)))


def test_given_two_facts_of_one_step_when_they_are_learned_together_then_both_are_kept() -> None:
    outcome = SPEC.given(*OPEN, answered()).when(propose(learned(1), learned(2)))
    assert [event.type for event in outcome.events] == ["fact_recorded", "fact_recorded", "step_proposed"]


def test_given_little_room_when_much_is_learned_then_the_step_comes_all_the_same() -> None:
    outcome = NARROW.given(*OPEN, answered(), fact()).when(propose(learned(1), learned(2)))
    assert [event.type for event in outcome.events] == ["fact_recorded", "step_proposed"]


def test_given_a_step_that_is_not_awaited_when_it_brings_facts_then_they_are_dropped_with_it() -> None:
    SPEC.given(*OPEN).when(propose(learned(1))).then_nothing()
