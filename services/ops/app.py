"""The composition root of the operators' service."""

from services.ops.api import Api
from shared.service import Parts, Runtime


async def build(runtime: Runtime) -> Parts:
    """The parts of the service over its own connections."""
    api = Api(runtime.pool)
    return Parts(
        commands={"decide_dead_letter": api.decide_dead_letter},
        queries={
            "events": api.events,
            "consumers": api.consumers,
            "projections": api.projections,
            "dead_letters": api.dead_letters,
        },
    )
