"""The decider of one outcome of a flow: it is counted once. Pure."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from services.flywheel.analysis.commands import CountOutcome
from services.flywheel.analysis.events import FlowOutcomeCounted
from shared.decider import Decider
from shared.envelope import Stream


def decide(command: CountOutcome, counted: bool) -> Sequence[FlowOutcomeCounted]:
    """The count, unless it was made before. Failed and reopened sessions count as 0."""
    if counted:
        return []
    return [FlowOutcomeCounted(**dict(command), worked=command.cause == "followed")]


def evolve(_: bool, event: FlowOutcomeCounted) -> bool:
    """That it was counted."""
    return bool(event)


TALLY = Decider[bool, CountOutcome, FlowOutcomeCounted](initial=False, decide=decide, evolve=evolve)


def tally_stream(account: UUID, command: CountOutcome) -> Stream:
    """The stream of this one outcome."""
    return Stream("analysis", str(uuid5(command.session_id, f"{command.outcome} {command.cause}")), account)
