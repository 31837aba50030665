"""Which engine proposes a step or looks through a record, and what stands in for it when it does not answer."""

import logging
from dataclasses import dataclass, replace

from services.diagnosis.ports import AnswerUnusable, CaseView, Diagnoser, Gained, Insight, ModelAway, Proposed

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines of an installation; `model` is None where no key is set.

    The model is asked where there is one and the client allows it. While it is away (outage, open breaker, quota used
    up) the playbook takes the step; the next step asks the model again. A bad answer of the model is not papered over:
    it is shown to the engineer, who may retry.
    """

    playbook: Diagnoser
    model: Diagnoser | None = None

    def asks_model(self, case: CaseView) -> bool:
        """Whether a model may see this case at all."""
        return self.model is not None and not case.no_model

    async def propose(self, case: CaseView) -> Proposed:
        """The next step; raises `AnswerUnusable` when the model's answer was of no use."""
        if self.model is None or case.no_model:
            return await self.playbook.propose(case)
        try:
            return await self.model.propose(case)
        except ModelAway as away:
            logger.info("the model is away (%s), the playbook takes the step", away.code)
            return _told(await self.playbook.propose(case), away)


@dataclass(frozen=True, slots=True)
class Insights:
    """Who looks through the record of an escalated case; `model` is None where no key is set.

    An insight is a help and nothing waits for it: when the model fails in any way, the playbook's takes its place.
    """

    playbook: Insight
    model: Insight | None = None

    def asks_model(self, case: CaseView) -> bool:
        """Whether a model may see this case at all."""
        return self.model is not None and not case.no_model

    async def gain(self, case: CaseView) -> Gained:
        """What the record says; what a model that was of no use has cost is kept."""
        if self.model is None or case.no_model:
            return await self.playbook.gain(case)
        try:
            return await self.model.gain(case)
        except (ModelAway, AnswerUnusable) as failure:
            logger.info("no insight from the model (%s), the playbook gives one", failure.code)
            return replace(await self.playbook.gain(case), usage=failure.usage)


def _told(proposed: Proposed, away: ModelAway) -> Proposed:
    """The playbook's step with what the engineer should know of the model's absence."""
    why = " ".join(filter(None, (away.notice, proposed.proposal.why))) or None
    proposal = proposed.proposal.model_copy(update={"why": why})
    return replace(proposed, proposal=proposal, usage=away.usage)
