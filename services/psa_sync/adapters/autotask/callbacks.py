"""Has Autotask report changes of tickets."""

from services.psa_sync.adapters.autotask.client import Client
from services.psa_sync.adapters.autotask.filters import EVERYTHING, equal
from services.psa_sync.adapters.autotask.picklists import Picklists
from services.psa_sync.adapters.records import dig, number, whole
from services.psa_sync.ports import Refused, Unauthorized, Unclear

NAME = "ResolutionFlow"
WATCHED = ("status", "title", "priority", "queue", "queueid", "assigned resource", "resolution", "description")
"""Labels of fields; a change of another one is not reported."""


async def register(client: Client, picklists: Picklists, url: str, secret: str | None) -> str:
    """Every change of every ticket is reported to the address, once, signed with the secret. Raises PsaFailed."""
    if not secret:
        raise Unauthorized("no_webhook_secret", "The connection has no secret for callbacks.")
    hooks = await client.every("TicketWebhooks", EVERYTHING)
    known: int | None = next((one["id"] for one in hooks if dig(one, "webhookUrl") == url), None)
    if known is None:
        known = await _registered(client, url, secret)
    else:  # nobody can read with which secret it was registered
        await client.send("PATCH", "TicketWebhooks", {"id": known, "secretKey": secret, "isActive": True})
    await _watch(client, picklists, known)
    return str(known)


async def unregister(client: Client, callback_id: str) -> None:
    """Nothing is reported any more; fine where nothing was. Raises PsaFailed."""
    found = number(callback_id)
    if found is None:
        return
    try:
        await client.send("DELETE", f"TicketWebhooks/{found}")
    except Refused as error:
        if error.code != "not_found":
            raise


async def _registered(client: Client, url: str, secret: str) -> int:
    body = {
        "name": NAME,
        "webhookUrl": url,
        "deactivationUrl": url,
        "secretKey": secret,
        "isActive": True,
        "isSubscribedToCreateEvents": True,
        "isSubscribedToUpdateEvents": True,
        "isSubscribedToDeleteEvents": False,
        "sendThresholdExceededNotification": False,
    }
    made = number(str(dig(await client.send("POST", "TicketWebhooks", body), "itemId")))
    if made is None:
        raise Unclear("not_understood", "The PSA did not say under which number it keeps the callback.")
    return made


async def _watch(client: Client, picklists: Picklists, hook: int) -> None:
    """Only changes of fields that are asked for are reported."""
    known = await client.every("TicketWebhookFields", equal("webhookID", hook))
    there = {whole(dig(one, "fieldID")) for one in known}
    for field, label in (await picklists.of(client, "TicketWebhookFields", "fieldID")).items():
        if label.casefold() in WATCHED and field not in there:
            body = {"webhookID": hook, "fieldID": field, "isSubscribedField": True, "isDisplayAlwaysField": False}
            await client.send("POST", f"TicketWebhooks/{hook}/Fields", body)
