"""What the PSA answers when it refuses, in the words and shapes of ConnectWise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an object. `field` is empty where it is the object itself."""

    code: str
    message: str
    resource: str
    field: str = ""


class Refused(Exception):
    """A request that is not carried out; `status` and `body` are the answer."""

    def __init__(self, status: int, code: str, message: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.faults = tuple(faults)

    @property
    def body(self) -> dict[str, Any]:
        """The answer; `errors` is null where the object is not at fault."""
        errors = [
            {"code": fault.code, "message": fault.message, "resource": fault.resource, "field": fault.field}
            for fault in self.faults
        ]
        return {"code": self.code, "message": self.message, "errors": errors or None}


def invalid(resource: str, *faults: Fault) -> Refused:
    """The object cannot be as it was sent."""
    return Refused(400, "InvalidObject", f"{resource} object is invalid", faults)


def malformed(message: str) -> Refused:
    """The request itself makes no sense."""
    return Refused(400, "ConnectWiseApi", message)


def not_found(resource: str, number: int | str) -> Refused:
    """There is no such object."""
    return Refused(404, "NotFound", f"{resource} {number} was not found")


def unauthorized(message: str) -> Refused:
    """Company, keys or clientId are wrong."""
    return Refused(401, "Unauthorized", message)
