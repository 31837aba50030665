"""From an engine's proposal to the step that the engineer sees."""

from typing import assert_never

from services.diagnosis import confidence
from services.diagnosis.commands import ProposeStep
from services.diagnosis.events import ActionContent, Content, Option, QuestionContent, StepProposed, SuggestionContent
from services.diagnosis.ports import Action, Question, ResolutionSuggestion
from services.diagnosis.state import Case


def step_proposed(command: ProposeStep, case: Case) -> StepProposed:
    """The event of the new open step."""
    proposal = command.proposal
    sure = confidence.of_step(proposal.confidence, command.order, case.confidence)
    return StepProposed(
        step_id=command.step_id,
        order=command.order,
        attempt=command.attempt,
        shape=proposal.shape,
        step_type="question" if isinstance(proposal, Question) else "action",
        content=content(proposal),
        context_message=proposal.why,
        options=_options(proposal),
        allow_free_text=not isinstance(proposal, ResolutionSuggestion) and proposal.allow_free_text,
        allow_skip=not isinstance(proposal, ResolutionSuggestion) and proposal.allow_skip,
        confidence=sure,
        tier=confidence.tier(sure),
        engine=command.engine,
        reasoning=proposal.reasoning,
        node_id=proposal.node_id,
        usage=command.usage,
        prompt_version=command.prompt_version,
        prompt_blob=command.prompt_blob,
        proposed_at=command.at,
    )


def content(proposal: Question | Action | ResolutionSuggestion) -> Content:
    """What the step shows."""
    match proposal:
        case Question():
            return QuestionContent(text=proposal.text)
        case Action():
            return ActionContent(
                text=proposal.text,
                action_type=proposal.kind,
                expected_outcome=proposal.expected_outcome,
                template_id=proposal.template_id,
                pre_filled_params=proposal.pre_filled_params,
                instructions=proposal.instructions,
            )
        case ResolutionSuggestion():
            return SuggestionContent(
                text=proposal.summary,
                resolution_summary=proposal.resolution_summary,
                follow_up_recommendations=proposal.follow_up_recommendations,
            )
        case _:
            assert_never(proposal)


def _options(proposal: Question | Action | ResolutionSuggestion) -> tuple[Option, ...]:
    return proposal.options if isinstance(proposal, Question) else ()
