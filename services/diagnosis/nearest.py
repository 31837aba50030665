"""The question that offers the nearest flows: what was chosen of them; the value of an option is the flow's id."""

from contracts.places import NEAREST
from services.diagnosis.near import NearFlow
from services.diagnosis.ports import CaseView

NONE_OF_THESE = "none-of-these"
"""The value of the option that refuses all others, of such a question and of a flow's decision."""


def chosen_flow(case: CaseView) -> NearFlow | None:
    """The flow that the last answer chose, unless it guides already."""
    last = case.steps[-1] if case.steps else None
    if last is None or last.answer is None or not (last.node_id or "").startswith(NEAREST):
        return None
    chosen = last.answer.selected_option
    guiding = case.flow.id if case.flow else None
    return next((flow for flow in case.nearest if str(flow.flow_id) == chosen and flow.flow_id != guiding), None)
