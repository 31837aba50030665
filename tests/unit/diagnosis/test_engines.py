"""Which engine takes a step."""

from dataclasses import dataclass, field, replace

import pytest

from services.diagnosis.engines import Engines, Insights
from services.diagnosis.known import Findings
from services.diagnosis.ports import AnswerUnusable, CaseView, Gained, ModelAway, Proposed, Question
from services.diagnosis.usage import EngineName, Usage
from tests.unit.diagnosis.playbook_kit import CASE

USAGE = Usage(
    model="m", input_tokens=9, output_tokens=0, cache_read_tokens=0, cache_write_tokens=0, cost_usd="0.01",
    latency_ms=5, calls=1,
)  # fmt: skip


@dataclass
class Stub:
    """An engine that answers its name, or fails as told, one failure after the other."""

    name: EngineName
    failures: list[Exception] = field(default_factory=list)
    asked: int = 0

    async def propose(self, case: CaseView) -> Proposed:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return Proposed(Question(text=case.summary), engine=self.name)

    async def gain(self, case: CaseView) -> Gained:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return Gained(Findings(), engine=self.name)


async def test_given_no_key_then_the_playbook_takes_the_step() -> None:
    engines = Engines(Stub("playbook"))
    assert not engines.asks_model(CASE)
    assert (await engines.propose(CASE)).engine == "playbook"


async def test_given_a_client_without_models_then_the_model_never_sees_the_case() -> None:
    model = Stub("claude")
    engines = Engines(Stub("playbook"), model)
    case = replace(CASE, no_model=True)
    assert not engines.asks_model(case)
    assert (await engines.propose(case)).engine == "playbook"
    assert model.asked == 0


async def test_given_a_model_that_is_away_then_the_playbook_takes_the_step_and_the_model_the_next() -> None:
    engines = Engines(Stub("playbook"), Stub("claude", [ModelAway("model_timeout", USAGE)]))
    first, second = await engines.propose(CASE), await engines.propose(CASE)
    assert (first.engine, first.usage) == ("playbook", USAGE)
    assert (second.engine, second.usage) == ("claude", None)


async def test_given_a_bad_answer_then_it_is_not_papered_over() -> None:
    playbook = Stub("playbook")
    engines = Engines(playbook, Stub("claude", [AnswerUnusable("model_answer_invalid", "No use.")]))
    with pytest.raises(AnswerUnusable):
        await engines.propose(CASE)
    assert playbook.asked == 0


async def test_given_a_model_then_it_looks_through_the_record_unless_the_client_forbids_it() -> None:
    insights = Insights(Stub("playbook"), Stub("claude"))
    assert (await insights.gain(CASE)).engine == "claude"
    assert (await insights.gain(replace(CASE, no_model=True))).engine == "playbook"
    assert (await Insights(Stub("playbook")).gain(CASE)).engine == "playbook"
    assert (insights.asks_model(CASE), insights.asks_model(replace(CASE, no_model=True))) == (True, False)


@pytest.mark.parametrize(
    "failure",
    [ModelAway("model_timeout", USAGE), AnswerUnusable("model_answer_invalid", "No use.", usage=USAGE)],
)
async def test_given_a_model_that_fails_then_the_playbook_gives_the_insight_and_the_cost_is_kept(
    failure: Exception,
) -> None:
    gained = await Insights(Stub("playbook"), Stub("claude", [failure])).gain(CASE)
    assert (gained.engine, gained.usage) == ("playbook", USAGE)
