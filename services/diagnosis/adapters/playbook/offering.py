"""The question which of several flows fits: which ones it offers, and how it is put.

A flow is offered until it has guided, or until it was among flows of which none was chosen.
"""

from collections.abc import Sequence
from uuid import UUID

from contracts.places import NEAREST
from services.diagnosis.adapters.playbook import words
from services.diagnosis.events import Option
from services.diagnosis.known import Escalation
from services.diagnosis.near import NearFlow
from services.diagnosis.nearest import NONE_OF_THESE
from services.diagnosis.ports import CaseView, PastStep, Question

_MOST_FLOWS = 4


def asked_before(case: CaseView) -> list[PastStep]:
    """The answered questions of this kind."""
    return [step for step in case.steps if (step.node_id or "").startswith(NEAREST) and step.answer]


def flows_left(case: CaseView, flows: Sequence[NearFlow]) -> list[NearFlow]:
    """Those that may still be offered, in their order."""
    known = _guided(case) | _refused(case)
    return [flow for flow in flows if flow.flow_id not in known][:_MOST_FLOWS]


def fresh_flows(case: CaseView, escalation: Escalation, context: str) -> list[NearFlow]:
    """The flows that the new engineer's words are near to; by their names, where the library could not be asked."""
    named = [flow for flow in case.nearest if words.shared(context, flow.name)]
    found = {flow.flow_id: flow for flow in (*escalation.nearest, *named)}
    return flows_left(case, tuple(found.values()))


def which_flow(case: CaseView, flows: Sequence[NearFlow], *, text: str, why: str) -> Question:
    """Does one of these flows fit?"""
    options = [Option(label=flow.name, value=str(flow.flow_id)) for flow in flows]
    return Question(
        text=text,
        why=why,
        options=(*options, Option(label="None of these", value=NONE_OF_THESE)),
        allow_free_text=False,
        node_id=f"{NEAREST}{len(asked_before(case)) + 1}",
    )


def _guided(case: CaseView) -> set[UUID | None]:
    chosen = {step.answer.selected_option for step in asked_before(case) if step.answer}
    return {
        *(step.flow_id for step in case.steps),
        *(flow.flow_id for flow in case.nearest if str(flow.flow_id) in chosen),
        case.flow.id if case.flow else None,
    }


def _refused(case: CaseView) -> set[UUID | None]:
    offers = [step for step in asked_before(case) if step.answer]
    values = {
        option.value
        for step in offers
        if step.answer and step.answer.selected_option in (None, NONE_OF_THESE)
        for option in step.options
    }
    return {flow.flow_id for flow in case.nearest if str(flow.flow_id) in values}
