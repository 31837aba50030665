"""A flow that is near a problem without guiding its session, as events tell it."""

from uuid import UUID

from shared.message import Message


class NearFlow(Message):
    """A flow that was a candidate."""

    flow_id: UUID
    flow_version: int
    name: str
    score: float
