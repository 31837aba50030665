"""The engine without a model: walks the matched flow, and works through the domain's checklist where none fits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.diagnosis.adapters.playbook.guided import next_on_flow
from services.diagnosis.adapters.playbook.resuming import next_on_resuming
from services.diagnosis.adapters.playbook.scoping import next_without_flow
from services.diagnosis.adapters.playbook.settled import settled
from services.diagnosis.adapters.playbook.tree import Tree, parse, script_slugs
from services.diagnosis.adapters.playbook.walk import node_of
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


def next_step(case: CaseView, tree: Tree | None = None) -> Question | Action | ResolutionSuggestion:
    """What the playbook puts next. `tree` is the flow's, where somebody has read it already."""
    known = settled(case)
    return next_on_resuming(known) or next_on_flow(known, tree) or next_without_flow(known)


@dataclass(frozen=True, slots=True)
class OneFlow:
    """The playbook over one flow, whose tree is read once for all steps."""

    tree: Tree

    def next_step(self, case: CaseView) -> Question | Action | ResolutionSuggestion:
        """What the playbook puts next in a case that the flow leads."""
        return next_step(case, self.tree)

    def node_of(self, node_id: str | None) -> str | None:
        """The node of the tree that a step with that id stands for; None where it is a checklist's."""
        node = node_of(self.tree, node_id) if node_id else None
        return node.id if node else None


def over(structure: Mapping[str, Any]) -> OneFlow:
    """The playbook over a flow's tree. Raises `pydantic.ValidationError` when it is none."""
    return OneFlow(parse(structure))
