"""`cmd.psa_sync.*` about connections for which the PSA is asked: do the keys work, who is who, report changes to us."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.psa_sync.access import keeper
from services.psa_sync.connections.callback_address import callback_url
from services.psa_sync.connections.commands import (
    ConnectionCommand,
    MapMembers,
    MatchMembers,
    RecordCallbacks,
    RecordTest,
)
from services.psa_sync.connections.domain import connected
from services.psa_sync.connections.keeping import Keeping, answer
from services.psa_sync.connections.members import Known
from services.psa_sync.connections.questions import Questions
from services.psa_sync.connections.reading import MapBody, MatchBody, named
from services.psa_sync.ports import About, Opened, PsaFailed, PsaMember
from shared.bus.commands import Answer, Endpoint, Request
from shared.clock import Clock
from shared.errors import IllegalState

CODE_CHARS = 60


@dataclass(frozen=True, slots=True)
class PsaApi:
    """The commands and what they work with. Without a `public_url` no PSA can report to us."""

    keeping: Keeping
    questions: Questions
    token_key: bytes
    public_url: str | None
    clock: Clock

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {
            "test_connection": self.test,
            "map_members": self.map_members,
            "match_members": self.match_members,
            "register_callbacks": self.register_callbacks,
        }

    async def test(self, request: Request) -> Answer:
        """Answer `{ok, code, product}`: whether the keys work, else why not. Also while the connection is paused."""
        opened = await self._opened(request, named(request.body))
        about = await self._try(opened)
        code = None if isinstance(about, About) else about.code[:CODE_CHARS]
        command = RecordTest(**self._asked(request), ok=code is None, code=code)
        handled = await self.keeping.do(request, opened.id, command)
        product = about.product if isinstance(about, About) else None
        return {**answer(handled), "ok": code is None, "code": code, "product": product}

    async def map_members(self, request: Request) -> Answer:
        """Say by hand who is whom in the PSA; a member of None: nobody. The others stay as they are."""
        body = MapBody.model_validate(request.body)
        opened = await self._opened(request, body.connection_id)
        known = await self._members(opened)
        return await self._map(request, opened, MapMembers(**self._asked(request), asked=body.members, known=known))

    async def match_members(self, request: Request) -> Answer:
        """Find out by e-mail who of the account's users is whom in the PSA; what was said by hand stays."""
        body = MatchBody.model_validate(request.body)
        opened = await self._opened(request, body.connection_id)
        known = await self._members(opened)
        return await self._map(request, opened, MatchMembers(**self._asked(request), users=body.users, known=known))

    async def register_callbacks(self, request: Request) -> Answer:
        """Have the PSA report changes of tickets; the address is answered too."""
        opened = await self._opened(request, named(request.body))
        if self.public_url is None:
            raise IllegalState(
                "no_public_url", "Nobody said where this installation is reached; an operator sets public_url."
            )
        url = callback_url(self.public_url, self.token_key, opened.id)
        callback_id = await self.questions.ask(
            opened, ("register_callbacks", url), lambda provider: provider.register_callbacks(url)
        )
        handled = await self.keeping.do(
            request, opened.id, RecordCallbacks(**self._asked(request), callback_id=callback_id)
        )
        return {**answer(handled), "url": url}

    async def _opened(self, request: Request, connection: UUID) -> Opened:
        keeper(request.actor)
        return await self.questions.open(request.actor.account_id, connection, also_paused=True)

    async def _try(self, opened: Opened) -> About | PsaFailed:
        try:
            return await self.questions.asking.ask(opened.id, ("test", id(opened.provider)), opened.provider.test)
        except PsaFailed as error:
            return error

    async def _members(self, opened: Opened) -> tuple[Known, ...]:
        found = await self.questions.ask(opened, "members", lambda provider: provider.members())
        return tuple(map(_known, found))

    async def _map(self, request: Request, opened: Opened, command: ConnectionCommand) -> Answer:
        handled = await self.keeping.do(request, opened.id, command)
        return {**answer(handled), "mapped": len(connected(handled.state).members)}

    def _asked(self, request: Request) -> dict[str, Any]:
        return {"actor": request.actor, "at": self.clock(), "expected_version": request.expected_version}


def _known(member: PsaMember) -> Known:
    return Known(id=member.id, name=member.name, email=member.email, active=member.active)
