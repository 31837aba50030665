"""`cmd.psa_sync.reload_ticket`: asks the PSA for the case's ticket once more."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.psa_sync.access import require_user
from services.psa_sync.connections.asking import Asking
from services.psa_sync.ports import NoConnection, PsaFailed
from services.psa_sync.problems import no_connection, ticket_problem
from services.psa_sync.tickets.loading import Failure, Loaded, Loading
from services.psa_sync.tickets.reactions import SERVICE, ticket_stream
from shared.bus.commands import Answer, Endpoint, Request
from shared.errors import IllegalState, InvalidInput, NotFound, Problem


@dataclass(frozen=True, slots=True)
class TicketApi:
    """The command and what it works with."""

    loading: Loading
    asking: Asking

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {"reload_ticket": self.reload}

    async def reload(self, request: Request) -> Answer:
        """Answer `{status, reason}`: `loaded`, or `unavailable` and why.

        What was loaded before stays; that it could not be loaded again is raised as a Problem.
        """
        require_user(request.actor)
        if request.session is None:
            raise InvalidInput("no_session", "The command names no session.")
        session = request.session
        try:
            loaded = await self.asking.ask(
                request.actor.account_id, (session, request.key), lambda: self._load(request, session)
            )
        except PsaFailed as error:
            raise ticket_problem(error) from None
        known = loaded.handled.state
        if known.seen is not None and loaded.failure is not None:
            raise _problem(loaded.failure)
        status = "loaded" if known.seen is not None else "unavailable"
        told = {"stream": loaded.handled.stream, "version": loaded.handled.version}
        return {**told, "status": status, "reason": known.unavailable}

    async def _load(self, request: Request, session: UUID) -> Loaded:
        account = request.actor.account_id
        link = await self.loading.links.find(account, session)
        if link is None:
            raise NotFound("no_ticket", "This case is not linked to a ticket; link one first.")
        received = await self.loading.tickets.log.load(f"case-{session}", 1)
        stream = ticket_stream(account, session, received[0].client if received else None)
        origin, key = request.origin(SERVICE), request.command_key
        loaded = await self.loading.load(stream, session, link, origin, key, again=True)
        if loaded is None:
            raise IllegalState("ticket_changed", "The case was just linked to another ticket; it is being read.")
        return loaded


def _problem(failure: Failure) -> Problem:
    return no_connection(failure) if isinstance(failure, NoConnection) else ticket_problem(failure)
