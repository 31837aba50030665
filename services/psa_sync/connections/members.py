"""Who of ours is whom in the PSA; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from uuid import UUID

from services.psa_sync.connections.events import Member
from shared.errors import InvalidInput
from shared.message import Message


class Ours(Message):
    """One of our users."""

    user_id: UUID
    email: str


class Known(Message):
    """One who works in the PSA."""

    id: str
    name: str
    email: str | None
    active: bool


class Asked(Message):
    """Who one of ours is in the PSA, by hand; a member of None: nobody."""

    user_id: UUID
    member_id: str | None


def matched(present: Sequence[Member], users: Iterable[Ours], known: Iterable[Known]) -> tuple[Member, ...]:
    """Who is whom by e-mail, whatever its letter case. What was said by hand stays.

    Only active members count, and an e-mail that two of them share tells nothing.
    """
    manual = {member.user_id: member for member in present if member.how == "manual"}
    by_email = _by_email(known)
    found = (
        Member(user_id=user.user_id, member_id=member.id, member_name=member.name, how="email")
        for user in users
        if (member := by_email.get(_plain(user.email))) and user.user_id not in manual
    )
    return _ordered([*manual.values(), *found])


def corrected(present: Sequence[Member], asked: Iterable[Asked], known: Iterable[Known]) -> tuple[Member, ...]:
    """The mapping with some of it said by hand.

    Raises:
        InvalidInput: the PSA has no such member.
    """
    by_id = {member.id: member for member in known}
    mapping = {member.user_id: member for member in present}
    for one in asked:
        mapping.pop(one.user_id, None)
        if one.member_id is not None:
            mapping[one.user_id] = _by_hand(one.user_id, by_id.get(one.member_id))
    return _ordered(mapping.values())


def _by_hand(user: UUID, member: Known | None) -> Member:
    if member is None:
        raise InvalidInput("unknown_member", "The ticket system has no such member; read its members again.")
    return Member(user_id=user, member_id=member.id, member_name=member.name, how="manual")


def _by_email(known: Iterable[Known]) -> dict[str, Known]:
    active = [(_plain(member.email), member) for member in known if member.active and member.email]
    times = Counter(email for email, _ in active)
    return {email: member for email, member in active if email and times[email] == 1}


def _plain(email: str) -> str:
    return email.strip().lower()


def _ordered(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted({member.user_id: member for member in members}.values(), key=lambda member: member.user_id.hex))
