"""The engine without a model: walks the matched flow, and works through the domain's checklist where none fits."""

from dataclasses import replace

from services.diagnosis.adapters.playbook.guided import next_on_flow
from services.diagnosis.adapters.playbook.resuming import next_on_resuming
from services.diagnosis.adapters.playbook.scoping import next_without_flow
from services.diagnosis.adapters.playbook.settled import settled
from services.diagnosis.adapters.playbook.tree import script_slugs
from services.diagnosis.ports import Action, CaseView, Proposed, Question, ResolutionSuggestion, ScriptReader


class Playbook:
    """A `Diagnoser` that is always there. Its step follows from the case, and from the scripts that there are."""

    def __init__(self, scripts: ScriptReader | None = None) -> None:
        self._scripts = scripts

    async def propose(self, case: CaseView) -> Proposed:
        """The next step; never raises."""
        slugs = sorted(set(script_slugs(case.flow.tree))) if case.flow else []
        if self._scripts is not None and slugs:
            case = replace(case, offered_scripts=await self._scripts.offered(case.account, case.team, slugs))
        return Proposed(next_step(case), engine="playbook")


def next_step(case: CaseView) -> Question | Action | ResolutionSuggestion:
    """What the playbook puts next."""
    known = settled(case)
    return next_on_resuming(known) or next_on_flow(known) or next_without_flow(known)
