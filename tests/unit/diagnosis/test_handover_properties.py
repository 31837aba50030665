"""Whatever was answered, by whomever: after any hand-over nothing of it is asked again, and the case comes to an end.

Each case is worked by engineers who choose, write, skip, fail, correct facts, leave fixes waiting, escalate, take
back, pick up in either mode and reopen, as a seed tells them, once or twice from hand to hand at least, until a
suggested resolution is taken or the steps are used up.
"""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.diagnosis.adapters.claude_prompt import PromptWriter
from services.diagnosis.adapters.playbook import next_step
from services.diagnosis.events import FlowGuide, StepFailed, StepProposed
from services.diagnosis.material.commands import AddFact, RecordFixOutcome, RetractFact, ReviseFact
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import CaseView
from services.diagnosis.state import OpenStep
from services.diagnosis.stepping import is_last
from shared.errors import IllegalState
from tests.unit.diagnosis.desk import Desk
from tests.unit.diagnosis.test_playbook_properties import DEMO_FLOWS, trees

DOMAINS = [path.stem for path in sorted(
    (Path(__file__).parents[3] / "services/diagnosis/adapters/playbook/checklists").glob("*.yaml")
) if path.stem != "general"]  # fmt: skip
WORDS = ("zebra", "it is slow since Monday", "nobody else sees it", "no", "yes, everybody", "the cable was loose")
WRITER = PromptWriter()
SEEDS = st.integers(0, 2**32)


@dataclass
class Shift:
    """Engineers at work on one session, and what they were asked."""

    desk: Desk
    luck: Random
    reopenings: int = 1
    answered: list[str] = field(default_factory=list)
    turns: list[int] = field(default_factory=list)
    """The steps at which the case goes to the other engineer."""

    def work(self) -> str:
        """Until the end; how it ended: `resolved`, or `step_limit` with the offers that go with it."""
        self.turns = [self.luck.randrange(4), self.luck.randrange(12)]
        for turn in count():
            step = self.desk.propose()
            self.check_new(step)
            if turn in self.turns:
                if self.luck.random() < 0.5:
                    self._leave_fix()
                self.hand_over(fresh=self.luck.random() < 0.5)
            elif self.luck.random() < 0.1:
                self._interrupt()
            if self.desk.open is None:
                continue  # somebody else has it now, and the step is proposed anew
            end = self._answer(self.desk.open, step, last=turn > max(self.turns))
            if end is not None:
                return end
        raise AssertionError("steps end")

    def _answer(self, step: OpenStep, shown: StepProposed, *, last: bool) -> str | None:
        if step.shape == "resolution_suggestion":
            return self._judge(shown, holds=last and self.luck.random() < 0.4)
        if is_last(self.desk.case, step):
            with pytest.raises(IllegalState) as refused:
                self.desk.answer(**self._said(step))
            assert (refused.value.code, refused.value.facts["offers"]) == ("step_limit", ["resolve", "escalate"])
            return "step_limit"
        self.desk.answer(**self._said(step))
        self.answered.append(shown.content.text)
        if self.luck.random() < 0.05:
            self._interrupt()
        return None

    def check_new(self, shown: StepProposed) -> None:
        """No question that was answered, no action that was reported and no suggestion turned down comes again."""
        assert shown.content.text not in self.answered, f"asked again: {shown.content.text}"

    def _judge(self, shown: StepProposed, *, holds: bool) -> str | None:
        if holds:
            self.desk.answer(action_result={"success": True})
            return "resolved"
        ended = self.desk.answer(action_result={"success": False, "details": "still there"})
        self.answered.append(shown.content.text)
        return "step_limit" if any(isinstance(event, StepFailed) for event in ended) else None

    def _said(self, step: OpenStep) -> dict[str, Any]:
        if self.luck.random() < 0.2:
            return {"was_skipped": True}
        if step.shape == "action":
            return {"action_result": {"success": self.luck.random() < 0.5, "details": "seen"}}
        if step.options and (self.luck.random() < 0.6 or not step.allow_free_text):
            return {"selected_option": self.luck.choice(step.options).value}
        return {"free_text": self.luck.choice(WORDS)}

    def _interrupt(self) -> None:
        match self.luck.choice(["facts", "fix", "take back", "reopen"]):
            case "facts":
                self._correct_facts()
            case "fix":
                self._leave_fix()
            case "take back":
                self.desk.escalate()
                self.desk.take_back()
            case "reopen" if self.reopenings > 0:
                self.reopenings -= 1
                self._decided()
                self.desk.reopen()

    def hand_over(self, *, fresh: bool) -> None:
        """Escalate and pick up; who continues is put exactly what stood open, or would have come next."""
        before = self.desk.view
        waiting = [step for step in before.steps if step.answer is None]
        expected = waiting[-1].text if self.desk.open else _text(next_step(before))
        self.desk.escalate()
        self.desk.pick_up(f"I saw {self.luck.choice(WORDS)} {len(before.escalations)}" if fresh else None)
        view = self.desk.view
        check_prompt(view)
        if not fresh and not any(fix.status in ("applied_pending", "applied_partial") for fix in view.fixes):
            assert _text(next_step(view)) == expected

    def _correct_facts(self) -> None:
        self.desk.told(AddFact, fact_id=self.desk.mint(), text="The firewall was replaced")
        known = self.desk.view.facts
        self.desk.told(ReviseFact, fact_id=known[0].fact_id, text="Something else is true")
        self.desk.told(RetractFact, fact_id=self.luck.choice(known).fact_id)

    def _leave_fix(self) -> None:
        active = [fix for fix in self.desk.view.fixes if not fix.superseded and fix.status == "proposed"]
        if active:
            outcome = self.luck.choice(["applied_pending", "applied_partial"])
            self._decided()
            self.desk.told(RecordFixOutcome, fix_id=active[0].fix_id, outcome=outcome, notes="the next night run")

    def _decided(self) -> None:
        """A suggestion that stands open has its answer now, if not by the step."""
        if self.desk.open and self.desk.open.shape == "resolution_suggestion":
            self.answered.append(self.desk.view.steps[-1].text)


def check_prompt(view: CaseView) -> None:
    """A model would be sent the briefing, and every step so far with its answer."""
    sent = WRITER.write(view).prompt.turns[0].text
    briefing = view.escalations[-1].briefing
    assert briefing is not None
    assert briefing.text in sent
    for step in view.steps:
        said = step.answer
        assert step.text in sent
        assert said is None or all(text in sent for text in (said.selected_label, said.free_text, said.details) if text)
    assert sent.count("   engineer: ") == len(view.steps)


def _text(step: Any) -> str:
    return str(getattr(step, "summary", None) or step.text)


def guide(tree: dict[str, Any], number: int = 50) -> FlowGuide:
    return FlowGuide(id=UUID(int=number), name=f"Flow {number}", version=1, score=0.9, tree=tree)


def near(flow: FlowGuide, score: float = 0.3) -> NearFlow:
    return NearFlow(flow_id=flow.id, flow_version=1, name=flow.name, score=score)


def demo(number: int) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(DEMO_FLOWS[number].read_text("utf-8"))["tree_structure"]
    return tree


many = settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(st.integers(0, len(DEMO_FLOWS) - 1), SEEDS)
def test_given_a_demo_flow_when_it_goes_from_hand_to_hand_then_nothing_answered_is_asked_again(
    number: int, seed: int
) -> None:
    desk = Desk().begin(flow=guide(demo(number)), guided=True)
    assert Shift(desk, Random(seed)).work() in ("resolved", "step_limit")


@many
@given(trees(), SEEDS)
def test_given_any_valid_flow_when_it_goes_from_hand_to_hand_then_nothing_answered_is_asked_again(
    tree: dict[str, Any], seed: int
) -> None:
    desk = Desk().begin(flow=guide(tree), guided=True)
    assert Shift(desk, Random(seed)).work() in ("resolved", "step_limit")


@many
@given(st.sampled_from(DOMAINS), st.lists(st.integers(0, len(DEMO_FLOWS) - 1), max_size=4, unique=True), SEEDS)
def test_given_no_flow_when_it_goes_from_hand_to_hand_then_nothing_answered_is_asked_again(
    domain: str, nearest: list[int], seed: int
) -> None:
    flows = [guide(demo(number), 60 + number) for number in nearest]
    found = tuple(map(near, flows))
    desk = Desk({flow.id: flow for flow in flows}, near=found[::-1])
    desk.begin(domain=domain, nearest=found[: len(found) // 2])
    assert Shift(desk, Random(seed)).work() in ("resolved", "step_limit")
