"""Has ConnectWise report changes of tickets."""

from services.psa_sync.adapters.connectwise.client import Client
from services.psa_sync.adapters.records import Record, dig, ident, number
from services.psa_sync.ports import Refused, Unclear

DESCRIPTION = "ResolutionFlow"


async def register(client: Client, url: str) -> str:
    """Every change of every ticket is reported to the address, once. Raises PsaFailed."""
    async for entry in client.every("system/callbacks"):
        known = ident(dig(entry, "id"))
        if known and _is_ours(entry, url):
            return known
    body = {"description": DESCRIPTION, "url": url, "type": "ticket", "level": "owner", "objectId": 1}
    made = ident(dig(await client.post("system/callbacks", body), "id"))
    if made is None:
        raise Unclear("not_understood", "The PSA did not say under which number it keeps the callback.")
    return made


async def unregister(client: Client, callback_id: str) -> None:
    """Nothing is reported any more; fine where nothing was. Raises PsaFailed."""
    found = number(callback_id)
    if found is None:
        return
    try:
        await client.delete(f"system/callbacks/{found}")
    except Refused as error:
        if error.code != "not_found":
            raise


def _is_ours(entry: Record, url: str) -> bool:
    told = str(dig(entry, "url") or "").partition("?")[0]
    return told == url and dig(entry, "type") == "ticket" and dig(entry, "inactiveFlag") is not True
