"""What an answer to a closing says of the document's way into the ticket."""

from typing import Any

from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.projections.psa_connection import PsaConnection, connection_meant
from shared.database import walled
from shared.errors import InvalidInput

NO_PSA = {"psa_push_status": "no_psa", "psa_push_error": None, "member_mapping_warning": None}


async def push_state(cases: Cases, who: Principal, case: dict[str, Any], version: int) -> dict[str, Any]:
    """The state of the push of the closing that made the `version`; pending where it will be requested in a moment."""
    push = _push_of(case) if case.get("version", 0) >= version else None  # an older case tells of another closing
    if push is not None:
        return {
            "psa_push_status": push["status"],
            "psa_push_error": push["last_error"],
            "member_mapping_warning": push["member_warning"],
        }
    connection = await _connection_of(cases, who, case.get("ticket"))
    if connection is None:
        return NO_PSA
    return {**NO_PSA, "psa_push_status": "pending", "member_mapping_warning": _warning(connection, who)}


def _push_of(case: dict[str, Any]) -> dict[str, Any] | None:
    return next((one for one in case["pushes"] if one["outcome"] == case["outcome"]), None)


async def check_connection(cases: Cases, who: Principal, named: str) -> None:
    """Raises InvalidInput where the caller's account has no such connection."""
    async with walled(cases.pool, who.account_id) as connection:
        if await connection_meant(connection, named) is None:
            raise InvalidInput("unknown_connection", "There is no such connection with a PSA in your account.")


async def _connection_of(cases: Cases, who: Principal, ticket: dict[str, Any] | None) -> PsaConnection | None:
    if ticket is None:
        return None
    async with walled(cases.pool, who.account_id) as connection:
        return await connection_meant(connection, ticket["connection_id"])


def _warning(connection: PsaConnection, who: Principal) -> str | None:
    if str(who.user_id) in {one["user_id"] for one in connection["members"]}:
        return None
    # The push will say the same of itself, once it is asked for.
    return f"{who.name[:60]} has no member in {connection['name'][:60]}; the note is in the name of the integration."
