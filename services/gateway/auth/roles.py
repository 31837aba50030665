"""Who may do what: a ladder inside the account, and the operator beside it."""

from typing import Literal

Role = Literal["viewer", "engineer", "team_admin", "account_admin", "operator"]

LADDER: tuple[Role, ...] = ("viewer", "engineer", "team_admin", "account_admin")
"""Each may do what the ones before it may."""
OPERATOR: Role = "operator"
"""Runs the installation; stands on no rung."""


def admitted(*roles: Role) -> frozenset[Role]:
    """The given roles and, on the ladder, everyone above."""
    names: set[Role] = set()
    for role in roles:
        names.update((role,) if role == OPERATOR else LADDER[LADDER.index(role) :])
    return frozenset(names)


def capped(role: Role, ceiling: Role) -> Role | None:
    """The lower of two roles; None where they cannot be compared."""
    if role == ceiling:
        return role
    if OPERATOR in {role, ceiling}:
        return None
    return min(role, ceiling, key=LADDER.index)
