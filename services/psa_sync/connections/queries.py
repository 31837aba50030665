"""`qry.psa_sync.*` about connections: who works in the PSA, and which boards and statuses it has."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from services.psa_sync.access import KEEPER, keeper, require_user
from services.psa_sync.connections.questions import Questions
from services.psa_sync.connections.reading import named
from services.psa_sync.ports import Opened, PsaMember
from shared.bus.commands import Answer, Endpoint, Request

MEMBERS = 5_000
"""Members that are told: more do not fit into an answer."""


@dataclass(frozen=True, slots=True)
class ConnectionQueries:
    """What may be asked about an account's connections."""

    questions: Questions

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The queries by name."""
        return {"connection_members": self.members, "connection_options": self.options}

    async def members(self, request: Request) -> Answer:
        """Answer `{members: [{id, name, email, active}]}` to an administrator; who is active comes first."""
        keeper(request.actor)
        opened = await self._opened(request)
        found = await self.questions.ask(opened, "members", lambda provider: provider.members())
        return {"members": [asdict(member) for member in sorted(found, key=_place)[:MEMBERS]]}

    async def options(self, request: Request) -> Answer:
        """Answer `{boards, statuses, board_statuses}`: the names that a search, or a connection's settings, may use.

        `board_statuses` is `[{name, statuses}]`: those of each board; none where the PSA did not tell.
        """
        require_user(request.actor)
        opened = await self._opened(request)
        found = await self.questions.ask(opened, "boards", lambda provider: provider.boards())
        return {
            "boards": [board.name for board in found],
            "statuses": list(dict.fromkeys(status for board in found for status in board.statuses)),
            "board_statuses": [asdict(board) for board in found],
        }

    async def _opened(self, request: Request) -> Opened:
        """The connection; an administrator's also while it is paused."""
        also_paused = request.actor.role == KEEPER
        return await self.questions.open(request.actor.account_id, named(request.body), also_paused=also_paused)


def _place(member: PsaMember) -> tuple[bool, str]:
    return not member.active, member.name.casefold()
