"""The engine without a model: walks the matched flow, and works through the domain's checklist where none fits."""

from services.diagnosis.adapters.playbook.guided import next_on_flow
from services.diagnosis.adapters.playbook.scoping import next_without_flow
from services.diagnosis.events import Option
from services.diagnosis.ports import Action, CaseView, Proposed, Question, ResolutionSuggestion


class Playbook:
    """A `Diagnoser` that is always there. Its step follows from the case alone."""

    async def propose(self, case: CaseView) -> Proposed:
        """The next step; never raises."""
        return Proposed(next_step(case), engine="playbook")


def next_step(case: CaseView) -> Question | Action | ResolutionSuggestion:
    """What the playbook puts next."""
    return _after_reopening(case) or next_on_flow(case) or next_without_flow(case)


def _after_reopening(case: CaseView) -> Question | None:
    number = len(case.failed_fixes)
    node_id = f"reopened/{number}"
    if number == 0 or any(step.node_id == node_id and step.answer for step in case.steps):
        return None
    earlier = case.failed_fixes[-1].resolution_summary
    return Question(
        text="The case was reopened. How does the problem show now?",
        why=f"The earlier end did not hold: {earlier}" if earlier else "The case had been left without a result.",
        options=(
            Option(label="Just as before", value="same"),
            Option(label="Only in part", value="partly"),
            Option(label="In another way", value="different"),
            Option(label="It is a new problem", value="new"),
        ),
        node_id=node_id,
    )
