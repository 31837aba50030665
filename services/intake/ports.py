"""What intake needs from outside: something that can say what a problem is about."""

from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from services.intake.events import Domain, Engine, Urgency, Usage


@dataclass(frozen=True, slots=True)
class Picture:
    """A screenshot opened for a model: `media_type` is image/png or image/jpeg."""

    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ClassificationInput:
    """What is known of a case. A model is given it only after the client's redactions were applied to every text.

    `user` and `client` are whom the tokens are counted on.
    """

    account: UUID
    session: UUID
    text: str | None
    log_excerpt: str | None = None
    pictures: tuple[Picture, ...] = ()
    ticket_context: dict[str, Any] | None = None
    user: UUID | None = None
    client: UUID | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """An answer: `summary` at most 120 characters, at most 6 `symptoms`; the rest where a model gave it."""

    summary: str
    domain: Domain
    urgency: Urgency
    engine: Engine
    symptoms: list[str] = field(default_factory=list)
    usage: Usage | None = None
    model: str | None = None
    prompt_version: str | None = None


class ClassifierUnavailable(Exception):
    """The engine cannot be asked now: unreachable, circuit open, or the account's quota is used up."""

    def __init__(self, reason: str, usage: Usage | None = None) -> None:
        super().__init__(reason)
        self.usage = usage


class ClassificationFailed(Exception):
    """The engine was asked and gave no usable answer: refused, truncated, or of the wrong shape twice."""

    def __init__(self, reason: str, usage: Usage | None = None) -> None:
        super().__init__(reason)
        self.usage = usage


class Classifier(Protocol):
    """Says what a problem is about."""

    async def classify(self, case: ClassificationInput) -> Classification:
        """Classify one case.

        Raises `ClassifierUnavailable` (another engine takes over) or `ClassificationFailed`
        (the case goes on unclassified). Both carry what the tries cost; their text holds no customer content.
        """
        ...
