"""Answers of the operators' routes."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel


class Consumer(BaseModel):
    """A service that follows the log. `floor`: the last position it is done with, everything before it included."""

    service: str
    floor: int
    lag: int
    """How many events it is behind the log's end."""
    updated_at: datetime | None


class ReadModel(BaseModel):
    """A projection, and when it was last built anew."""

    name: str
    version: int
    rebuilt_at: datetime


class DeadLetter(BaseModel):
    """An event whose handling failed for good. `error` is a kind of failure, never content."""

    service: str
    position: int
    event_type: str
    stream: str
    error: str
    tries: int
    state: Literal["dead", "retry", "done", "discarded"]
    reason: str | None
    failed_at: datetime
    decided_at: datetime | None
