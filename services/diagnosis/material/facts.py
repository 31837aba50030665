"""What is known in a session: who records, revises and retracts it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from services.diagnosis import access
from services.diagnosis.commands_base import UserCommand
from services.diagnosis.limits import RETRACTED_TOO, Limits
from services.diagnosis.material.commands import AddFact, RetractFact, ReviseFact
from services.diagnosis.material.events import FactRecorded, FactRetracted, FactRevised
from services.diagnosis.material.state import Fact
from services.diagnosis.ports import LearnedFact
from services.diagnosis.state import Case, State
from shared.errors import IllegalState, InvalidInput, NotFound


def add(command: AddFact, state: State, limits: Limits) -> list[FactRecorded]:
    """Record what the engineer knows; quiet when it was recorded."""
    case = access.ongoing(access.own(command, state), "facts").case
    if command.fact_id in case.material.facts:
        return []
    if room(case, limits) == 0:
        raise IllegalState("fact_limit", f"A session holds at most {limits.facts} facts.", limit=limits.facts)
    if command.step_id is not None and command.step_id not in case.steps:
        raise InvalidInput("unknown_step", "This session has no such step; leave it out, or name one that it has.")
    said = command.model_dump(exclude={"actor", "expected_version"})
    return [FactRecorded(**said, by=command.by)]


def revise(command: ReviseFact, state: State, limits: Limits) -> list[FactRevised]:
    """Say it better; quiet when it says so already."""
    fact = _known(command, command.fact_id, state)
    if fact.retracted:
        raise IllegalState("fact_retracted", "This fact was retracted; record a new one.")
    if fact.text == command.text:
        return []
    if fact.revisions >= limits.revisions:
        detail = f"A fact is revised at most {limits.revisions} times; retract it and record a new one."
        raise IllegalState("fact_limit", detail, limit=limits.revisions)
    return [FactRevised(fact_id=command.fact_id, text=command.text, by=command.by, at=command.at)]


def retract(command: RetractFact, state: State) -> list[FactRetracted]:
    """Take it back; quiet when that was done."""
    if _known(command, command.fact_id, state).retracted:
        return []
    return [FactRetracted(fact_id=command.fact_id, by=command.by, at=command.at)]


def learned(facts: Iterable[LearnedFact], case: Case, limits: Limits, at: datetime) -> list[FactRecorded]:
    """What FlowPilot learned from steps that no fact came from yet, as far as there is room."""
    new = [fact for fact in facts if fact.step_id not in case.material.explained]
    return [FactRecorded(**fact.model_dump(), by=None, at=at) for fact in new[: room(case, limits)]]


def room(case: Case, limits: Limits) -> int:
    """How many more facts the session takes."""
    facts = case.material.facts
    hold = sum(not fact.retracted for fact in facts.values())
    return max(0, min(limits.facts - hold, limits.facts * RETRACTED_TOO - len(facts)))


def _known(command: UserCommand, fact_id: UUID, state: State) -> Fact:
    facts = access.ongoing(access.own(command, state), "facts").case.material.facts
    if fact_id not in facts:
        raise NotFound("unknown_fact", "This session has no such fact.")
    return facts[fact_id]
