"""What people ask of a PSA by way of a connection: its failures become problems, and refused keys pause it."""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from services.psa_sync.connections.asking import Asking
from services.psa_sync.connections.opening import OpenConnections
from services.psa_sync.ports import NoConnection, Opened, Provider, PsaFailed, Unauthorized
from services.psa_sync.problems import no_connection, problem_of
from shared.errors import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that somebody waits for."""

    connections: OpenConnections
    asking: Asking

    async def open(self, account: UUID, connection: UUID | None, *, also_paused: bool = False) -> Opened:
        """That connection, or the account's only one. Raises NotFound, or IllegalState: it is paused."""
        try:
            if also_paused:
                return (await self.connections.ready(account, connection)).opened
            return await self.connections.open(account, connection)
        except NoConnection as error:
            raise no_connection(error) from None

    async def ask(
        self,
        opened: Opened,
        about: Hashable,
        question: Callable[[Provider], Awaitable[T]],
        told: Callable[[PsaFailed], Problem] = problem_of,
    ) -> T:
        """The PSA's answer. Raises the Problem that whatever kept it from answering is `told` as."""
        try:
            return await self.asking.ask(opened.id, about, lambda: question(opened.provider))
        except PsaFailed as error:
            if isinstance(error, Unauthorized):
                await self.connections.pause(opened.account, opened.id)
            raise told(error) from None
