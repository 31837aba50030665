"""Which connection with a PSA is meant."""

from services.ops.client import Client
from shared.errors import NotFound

HELP = "Which PSA, by the connection's name or id; none: the account's only one."


def connection_id(client: Client, named: str | None) -> str | None:
    """The id of the connection of that name or id, None where none is named. Raises NotFound."""
    if named is None:
        return None
    for one in client.get("/psa/connections"):
        if named.casefold() in (one["id"], one["name"].casefold()):
            return str(one["id"])
    raise NotFound("unknown_connection", f"There is no connection {named}.")
