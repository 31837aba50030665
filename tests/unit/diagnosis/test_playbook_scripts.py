"""Scripts that a flow's nodes are done with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.adapters.playbook import Playbook
from services.diagnosis.known import OfferedScript
from services.diagnosis.ports import Action, ResolutionSuggestion
from tests.unit.diagnosis.playbook_kit import CASE, YES, choose, on_flow, play

SCRIPT = OfferedScript(UUID(int=7), "clear-spool", "Clear the spool folder", "Empties it.", ("server", "queue"))
CALL = {"slug": "clear-spool", "parameters": {"server": "ps01", "unknown": "x"}}


@dataclass
class Shelf:
    """The account's templates, and what was asked of them."""

    scripts: tuple[OfferedScript, ...] = (SCRIPT,)
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def offered(self, account: UUID, team: UUID | None, slugs: Sequence[str] = ()) -> tuple[OfferedScript, ...]:
        self.asked.append(tuple(slugs))
        return tuple(script for script in self.scripts if script.slug in slugs)


def tree(action: Any = None, solution: Any = None) -> dict[str, Any]:
    return {
        "id": "root",
        "type": "decision",
        "question": "Stuck?",
        "options": [
            {"id": "y", "label": "Yes", "next_node_id": "do"},
            {"id": "n", "label": "No", "next_node_id": "end"},
        ],
        "children": [
            {"id": "do", "type": "action", "description": "Clear it. Expect: empty.", "next_node_id": "end"}
            | ({"script": action} if action else {}),
            {"id": "end", "type": "solution", "title": "Cleared", "description": "Cause: a. Fix: b."}
            | ({"script": solution} if solution else {}),
        ],
    }


async def test_given_a_node_with_a_script_of_the_team_then_the_action_is_done_with_it() -> None:
    case, _ = play(on_flow(tree(CALL)), choose("Yes"))
    shelf = Shelf()
    action = (await Playbook(shelf).propose(case)).proposal
    assert isinstance(action, Action)
    assert (action.kind, action.template_id, action.pre_filled_params) == (
        "script_generation", SCRIPT.id, {"server": "ps01"},
    )  # fmt: skip
    assert shelf.asked == [("clear-spool",)]


async def test_given_a_solution_with_a_script_then_the_suggestion_names_it() -> None:
    case, _ = play(on_flow(tree(CALL, CALL)), choose("Yes"), YES)
    end = (await Playbook(Shelf()).propose(case)).proposal
    assert isinstance(end, ResolutionSuggestion)
    assert (end.template_id, end.pre_filled_params) == (SCRIPT.id, {"server": "ps01"})


async def test_given_a_script_that_is_not_offered_then_the_action_is_an_ordinary_one() -> None:
    case, _ = play(on_flow(tree(CALL)), choose("Yes"))
    for playbook in (Playbook(Shelf(())), Playbook()):
        action = (await playbook.propose(case)).proposal
        assert isinstance(action, Action)
        assert (action.kind, action.template_id, action.pre_filled_params) == ("verification", None, None)


@pytest.mark.parametrize("call", [None, "clear-spool", {"name": "x"}, ["clear-spool"], {"slug": 7}])
async def test_given_no_script_or_what_cannot_be_read_as_one_then_nothing_is_asked(call: Any) -> None:
    case, _ = play(on_flow(tree(call)), choose("Yes"))
    shelf = Shelf()
    action = (await Playbook(shelf).propose(case)).proposal
    assert isinstance(action, Action)
    assert action.kind == "verification"
    assert shelf.asked == []


async def test_given_no_flow_then_nothing_is_asked() -> None:
    shelf = Shelf()
    await Playbook(shelf).propose(CASE)
    assert shelf.asked == []
