"""A connection, who keeps it, and who does not."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.psa_sync.connections.events import ConnectionContent, Member
from shared.message import Actor

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ACCOUNT = UUID(int=1)
ADA, BEN, CAI = UUID(int=11), UUID(int=12), UUID(int=13)
KEEPER = Actor(account_id=ACCOUNT, user_id=ADA, name="Ada", role="account_admin")
ENGINEER = Actor(account_id=ACCOUNT, user_id=BEN, name="Ben", role="engineer")
SYSTEM = Actor(account_id=ACCOUNT)


def content(**changes: Any) -> ConnectionContent:
    """A connection with ConnectWise."""
    fields = {
        "provider": "connectwise",
        "name": "Service desk",
        "base_url": "https://na.myconnectwise.net",
        "company": "demomsp",
        "push": {},
    }
    return ConnectionContent.model_validate(fields | changes)


def member(user: UUID, member_id: str = "m1", how: str = "email", name: str = "Maya Osei") -> Member:
    """One of ours in the PSA."""
    return Member.model_validate({"user_id": user, "member_id": member_id, "member_name": name, "how": how})
