"""What somebody types at a step, as the answer that the API takes."""

from collections.abc import Mapping
from typing import Any

from shared.errors import InvalidInput

YES, NO, SKIP = ({"y", "yes"}, {"n", "no"}, {"s", "skip"})


def reply(step: Mapping[str, Any], typed: str) -> dict[str, Any]:
    """The body of `respond`. Raises InvalidInput, with what the step takes."""
    answer: dict[str, Any] = {"step_id": step["step_id"]}
    word, _, rest = typed.strip().partition(" ")
    if word.lower() in SKIP and not rest and step["allow_skip"]:
        return answer | {"was_skipped": True}
    if step["content"]["type"] == "question":
        return answer | _choice(step, typed.strip())
    if word.lower() in YES | NO:
        return answer | {"action_result": {"success": word.lower() in YES, "details": rest or None}}
    if step["allow_free_text"] or is_suggestion(step):
        return answer | {"free_text_input": _text(typed)}
    raise InvalidInput("not_understood", hint(step))


def is_suggestion(step: Mapping[str, Any]) -> bool:
    """Whether FlowPilot thinks that this is the solution."""
    return bool(step["content"]["type"] == "resolution_suggestion")


def hint(step: Mapping[str, Any]) -> str:
    """What can be typed at this step."""
    if is_suggestion(step):
        return "y: it is solved · n, or what you still see: keep investigating"
    ways = []
    if step["content"]["type"] == "action":
        ways.append("y or n, and what you saw")
    elif step["options"]:
        ways.append("a number")
    if step["allow_free_text"]:
        ways.append("your own words")
    if step["allow_skip"]:
        ways.append("s to skip")
    return f"{', '.join(ways)} · /help"


def _choice(step: Mapping[str, Any], typed: str) -> dict[str, Any]:
    options = step["options"]
    if typed.isdecimal() and 1 <= int(typed) <= len(options):
        return {"selected_option": options[int(typed) - 1]["value"]}
    for option in options:
        if typed.casefold() in (option["value"].casefold(), option["label"].casefold()):
            return {"selected_option": option["value"]}
    if step["allow_free_text"] and not typed.isdecimal():
        return {"free_text_input": _text(typed)}
    raise InvalidInput("not_understood", hint(step))


def _text(typed: str) -> str:
    if not typed.strip():
        raise InvalidInput("empty_answer", "Type an answer, or /help.")
    return typed.strip()
