"""What a PSA's failure is to whoever asked for something."""

from services.psa_sync.ports import Busy, NoConnection, NotDone, PsaFailed, Refused, Unauthorized
from shared.errors import IllegalState, InvalidInput, NotFound, Problem, Unavailable

BUSY_SECONDS = 10


def problem_of(error: PsaFailed) -> Problem:
    """The failure, told to a person. What the PSA said is told only where it refused."""
    match error:
        case Unauthorized():
            return IllegalState(
                "psa_unauthorized",
                "The ticket system does not accept the keys of the connection; an account administrator has to give"
                " new ones.",
            )
        case Refused():
            return InvalidInput("psa_refused", f"The ticket system refuses: {error.detail}", reason=error.code)
        case Busy():
            seconds = int(error.retry_after.total_seconds()) if error.retry_after else BUSY_SECONDS
            return Unavailable(
                "psa_busy", "The ticket system wants to be asked less; wait a little.", retry_after=seconds
            )
        case NotDone():
            return Unavailable("psa_away", "The ticket system cannot be reached; try again.", reason=error.code)
        case _:
            return Unavailable(
                "psa_away", "The ticket system did not answer as it should; try again.", reason=error.code
            )


def ticket_problem(error: PsaFailed) -> Problem:
    """The failure of a question about one ticket."""
    if isinstance(error, Refused) and error.code == "not_found":
        return NotFound("ticket_not_found", "The ticket system has no such ticket.")
    return problem_of(error)


def no_connection(error: NoConnection) -> Problem:
    """That there is no connection to use, told to a person."""
    match error.code:
        case "paused":
            return IllegalState(
                "connection_paused",
                "The connection with the ticket system is paused; an account administrator can resume it.",
            )
        case "removed":
            return NotFound("unknown_connection", "The connection with the ticket system was removed.")
        case _:
            return NotFound(
                "no_connection", "There is no connection with a ticket system, or there are several: name one."
            )
