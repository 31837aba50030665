"""The rules of a case's intake: one case is received once and classified once."""

from dataclasses import dataclass
from typing import assert_never

from services.intake.commands import CaseCommand, ClassifyCase, EndTicketWait, StartCase
from services.intake.events import CaseClassified, CaseEvent, CaseReceived, TicketWaitEnded
from shared.decider import Decider
from shared.errors import IllegalState, InvalidInput, TooLarge


@dataclass(frozen=True, slots=True)
class Limits:
    """What one intake may bring: `text_bytes` counts UTF-8."""

    text_bytes: int
    screenshots: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """No case yet."""


@dataclass(frozen=True, slots=True)
class Received:
    """Taken in; its classification is awaited. `ticket_wait_ended`: the ticket's context did not come in time."""

    case: CaseReceived
    ticket_wait_ended: bool = False


@dataclass(frozen=True, slots=True)
class Classified:
    """Taken in and classified; intake has nothing more to do with it."""


Case = Nothing | Received | Classified


def case_decider(limits: Limits) -> Decider[Case, CaseCommand, CaseEvent]:
    """The decider of `case-<session>` under the installation's limits."""

    def decide(command: CaseCommand, case: Case) -> list[CaseEvent]:
        match command:
            case StartCase():
                return _start(command, case, limits)
            case EndTicketWait():
                return _end_ticket_wait(case)
            case ClassifyCase():
                return _classify(command, case)
            case _:
                assert_never(command)

    return Decider(initial=Nothing(), decide=decide, evolve=evolve)


def evolve(case: Case, event: CaseEvent) -> Case:
    """The case after one more event."""
    match event:
        case CaseReceived():
            return Received(event)
        case TicketWaitEnded():
            return Received(case.case, ticket_wait_ended=True) if isinstance(case, Received) else case
        case CaseClassified():
            return Classified()
        case _:
            assert_never(event)


def _start(command: StartCase, case: Case, limits: Limits) -> list[CaseEvent]:
    if not isinstance(case, Nothing):
        raise IllegalState("already_started", "This session was started before; read it instead.")
    _check_text(command.text, limits)
    check_screenshots(len(command.screenshots), limits)
    _check_parts(command)
    return [
        CaseReceived(
            intake_type=command.intake_type,
            text=command.text,
            log=command.log,
            screenshots=command.screenshots,
            ticket=command.ticket,
            client_id=command.client_id,
            client_policy=command.client_policy,
            owner_id=command.owner_id,
            owner_name=command.owner_name,
            team_id=command.team_id,
            received_at=command.at,
        )
    ]


def _end_ticket_wait(case: Case) -> list[CaseEvent]:
    awaited = isinstance(case, Received) and case.case.ticket is not None and not case.ticket_wait_ended
    return [TicketWaitEnded()] if awaited else []


def _classify(command: ClassifyCase, case: Case) -> list[CaseEvent]:
    match case:
        case Nothing():
            raise IllegalState("not_started", "There is no case to classify yet.")
        case Received():
            return [CaseClassified(**dict(command))]
        case Classified():
            return []
        case _:
            assert_never(case)


def check_screenshots(count: int, limits: Limits) -> None:
    """Refuse more pictures than one intake may bring.

    Raises:
        InvalidInput: there are too many.
    """
    if count > limits.screenshots:
        raise InvalidInput(
            "too_many_screenshots",
            f"At most {limits.screenshots} screenshots can be taken. Send the most telling ones.",
            limit=limits.screenshots,
        )


def _check_text(text: str | None, limits: Limits) -> None:
    if text is None:
        return
    if len(text.encode()) > limits.text_bytes:
        raise TooLarge(
            "text_too_long",
            f"The text may have at most {limits.text_bytes} bytes. Shorten it, or send the rest as a log.",
            limit=limits.text_bytes,
        )
    if "\0" in text:
        raise InvalidInput("invalid_character", "The text contains a NUL character; remove it.")


def _check_parts(command: StartCase) -> None:
    """Any one part is enough, whatever the intake's type."""
    has_text = bool(command.text and command.text.strip())
    if not (has_text or command.log or command.screenshots or command.ticket):
        raise InvalidInput("nothing_given", "Give a text, a log, a screenshot or a ticket; one is enough.")
