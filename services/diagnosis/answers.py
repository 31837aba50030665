"""Which answers a step takes."""

from services.diagnosis.commands import AnswerStep
from services.diagnosis.events import StepAnswered
from services.diagnosis.state import OpenStep
from shared.errors import InvalidInput


def check(command: AnswerStep, step: OpenStep) -> None:
    """Raises `InvalidInput` unless the step takes the answer."""
    _check_not_empty(command)
    match step.shape:
        case "question":
            _check_question(command, step)
        case "action":
            _check_action(command, step)
        case "resolution_suggestion":
            _check_suggestion(command)


def rejects_suggestion(command: AnswerStep) -> bool:
    """On a resolution suggestion: keep investigating."""
    return command.action_result is None or not command.action_result.success


def answered(command: AnswerStep, step: OpenStep) -> StepAnswered:
    """The event of the answer."""
    labels = {option.value: option.label for option in step.options}
    chosen = command.selected_option
    return StepAnswered(
        step_id=step.step_id,
        order=step.order,
        selected_option=chosen,
        selected_label=labels[chosen] if chosen is not None else None,
        free_text=command.free_text or None,
        was_free_text=bool(command.free_text) and chosen is None,
        was_skipped=command.was_skipped,
        action_result=command.action_result,
        answered_by=command.by,
        answered_at=command.at,
    )


def _check_not_empty(command: AnswerStep) -> None:
    said = command.selected_option is not None or bool(command.free_text) or command.action_result is not None
    if command.was_skipped and said:
        raise InvalidInput("contradictory_answer", "A step is either skipped or answered, not both.")
    if not command.was_skipped and not said:
        raise InvalidInput("empty_answer", "Choose an option, write an answer, report a result, or skip.")


def _check_question(command: AnswerStep, step: OpenStep) -> None:
    if command.action_result is not None:
        raise InvalidInput("not_an_action", "The open step is a question; it takes no action result.")
    _check_option(command, step)
    if command.free_text and not step.allow_free_text:
        raise InvalidInput("free_text_not_allowed", "Choose one of the options of this question.")
    _check_skip(command, step)


def _check_action(command: AnswerStep, step: OpenStep) -> None:
    _check_option(command, step)
    if command.free_text and command.action_result is None and not step.allow_free_text:
        raise InvalidInput("free_text_not_allowed", "Report whether the action succeeded.")
    _check_skip(command, step)


def _check_suggestion(command: AnswerStep) -> None:
    if command.was_skipped:
        raise InvalidInput("skip_not_allowed", "Say whether the resolution holds, or resolve the session.")
    if command.selected_option is not None:
        raise InvalidInput("unknown_option", "A suggested resolution has no options.", options=[])


def _check_option(command: AnswerStep, step: OpenStep) -> None:
    offered = [option.value for option in step.options]
    if command.selected_option is not None and command.selected_option not in offered:
        raise InvalidInput("unknown_option", "That option was not offered with this step.", options=offered)


def _check_skip(command: AnswerStep, step: OpenStep) -> None:
    if command.was_skipped and not step.allow_skip:
        raise InvalidInput("skip_not_allowed", "This step cannot be skipped.")
