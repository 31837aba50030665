"""Lets proposals go with the case that alone speaks for them: their keys are destroyed, nobody can read them again."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID, uuid5

from services.flywheel import SERVICE
from services.flywheel.proposals.events import ProposalForgotten
from services.flywheel.proposals.ports import Lanes, Placements, ProposalKeys, Titles
from shared.clock import Clock
from shared.envelope import Stream, begin
from shared.log import ConflictError, EventLog
from shared.message import Actor


def forgetting_stream(account: UUID, proposal: UUID) -> Stream:
    """Where it is said that a proposal was forgotten: its own stream takes nothing any more."""
    return Stream("proposal", str(uuid5(proposal, "forgotten")), account)


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Forgets proposals. `drop_key` drops a key that this process still holds."""

    lanes: Lanes
    placements: Placements
    titles: Titles
    keys: ProposalKeys
    log: EventLog
    drop_key: Callable[[UUID], None]
    clock: Clock

    async def of_case(self, account: UUID, session: UUID) -> None:
        """Nothing is kept that only this case led to, and nowhere is it named any more.

        In the account's lane: nobody joins a proposal while it is decided whether anybody else speaks for it. The
        placements go last, so that what a crash leaves undone is done the next time.
        """
        async with self.lanes.hold(account):
            for proposal in await self.placements.only_of(account, session):
                await self._forget(account, proposal)
            await self.placements.forget(account, session)

    async def _forget(self, account: UUID, proposal: UUID) -> None:
        await self.keys.destroy(proposal)
        self.drop_key(proposal)
        await self.titles.drop(account, proposal)
        event = ProposalForgotten(proposal_id=proposal, at=self.clock())
        with suppress(ConflictError):  # it is said already
            origin = begin(Actor(account_id=account), SERVICE)
            await self.log.append(forgetting_stream(account, proposal), 0, [event], origin)
