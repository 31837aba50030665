"""What is wrong with a template, said so that its author finds the place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from shared.errors import InvalidInput

MAX_SHAPE_FAULTS = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """`where` is a path of the template (`body`, `parameters.2.default`); `line` is the body's, from 1."""

    code: str
    where: str
    message: str
    line: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """The form in which it travels."""
        return {"code": self.code, "where": self.where, "message": self.message, "line": self.line}


def refuse(faults: Sequence[Fault]) -> None:
    """Raise InvalidInput that tells every fault, if there is one."""
    if faults:
        raise refusal(faults)


def refusal(faults: Sequence[Fault]) -> InvalidInput:
    """What tells every fault."""
    return InvalidInput(
        "template_invalid",
        f"The template breaks {len(faults)} rule(s); each is named with its place.",
        faults=[fault.to_dict() for fault in faults],
    )


def shape_faults(error: ValidationError) -> list[Fault]:
    """Where something is not of the shape of a template; never with the value."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[:MAX_SHAPE_FAULTS]
    return [Fault("shape", ".".join(map(str, item["loc"]))[:200], item["msg"][:300]) for item in found]
