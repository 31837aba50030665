"""What a record says to whoever takes the case over, read by a small model."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from services.diagnosis.adapters.claude_failures import failing_as_the_port_says
from services.diagnosis.adapters.claude_prompt import INSIGHT, PromptWriter
from services.diagnosis.known import Findings
from services.diagnosis.ports import CaseView, Gained
from services.diagnosis.usage import Usage
from shared.llm.answers import AnswerType, Words
from shared.llm.client import Model, Task
from shared.llm.ledger import Work
from shared.llm.links import without_links
from shared.llm.untrusted import shorten

TASK = Task("quick_action", max_tokens=1024)
LINE_CHARS = 300
MOST_HYPOTHESES, MOST_STEPS, MOST_RULED_OUT = 4, 4, 8


class InsightAnswer(AnswerType):
    """What the model is asked to fill."""

    remaining_hypotheses: list[Words] = Field(default_factory=list)
    suggested_next_steps: Annotated[list[Words], Field(min_length=1)]
    steps_ruled_out: list[Words] = Field(default_factory=list)


class ClaudeInsight:
    """An `Insight` that asks a model. Pictures are left out: what they showed is in the answers."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._writer = PromptWriter(INSIGHT)

    async def gain(self, case: CaseView) -> Gained:
        """See `Insight.gain`."""
        written = self._writer.write(case)
        step = f"insight {case.escalations[-1].outcome}" if case.escalations else "insight"
        work = Work(case.account, case.session, step, 1, case.user, case.client)
        with failing_as_the_port_says():
            answer = await self._model.ask(TASK, written.prompt, InsightAnswer, work)
        return Gained(
            findings_of(answer.value, written.known_hosts),
            engine="claude",
            usage=Usage(**answer.usage.to_dict()),
            transcript=answer.record,
            prompt_version=answer.prompt_version,
        )


def findings_of(answer: InsightAnswer, known_hosts: frozenset[str]) -> Findings:
    """The findings that the answer makes: one line each, none twice, without links."""

    def lines(texts: Iterable[str], most: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_lines(texts, known_hosts)))[:most]

    return Findings(
        lines(answer.remaining_hypotheses, MOST_HYPOTHESES),
        lines(answer.suggested_next_steps, MOST_STEPS),
        lines(answer.steps_ruled_out, MOST_RULED_OUT),
    )


def _lines(texts: Iterable[str], known_hosts: frozenset[str]) -> Iterator[str]:
    for text in texts:
        line = shorten(" ".join(without_links(text, known_hosts).split()), LINE_CHARS)
        if line:
            yield line
