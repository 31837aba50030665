"""What is asked of a case: the commands that the decider of `case-<session>` takes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.intake.events import (
    ClientPolicy,
    Domain,
    Engine,
    IntakeType,
    Log,
    PsaContextStatus,
    Screenshot,
    Ticket,
    Urgency,
    Usage,
)
from shared.message import Command


class StartCase(Command):
    """Take in a problem. Everything large has been stored already and is named by its blob."""

    intake_type: IntakeType
    text: str | None
    log: Log | None
    screenshots: list[Screenshot]
    ticket: Ticket | None
    client_id: UUID | None
    client_policy: ClientPolicy
    owner_id: UUID
    owner_name: str
    team_id: UUID | None
    at: datetime


class ClassifyCase(Command):
    """Write down what the problem was found to be about; the engine has been asked already."""

    summary: str
    domain: Domain
    symptoms: list[str]
    urgency: Urgency
    engine: Engine
    fallback: bool
    psa_context_status: PsaContextStatus | None
    ticket_context: dict[str, Any] | None
    usage: Usage | None
    prompt_version: str | None


class EndTicketWait(Command):
    """Go on without the ticket's context."""


CaseCommand = StartCase | EndTicketWait | ClassifyCase
