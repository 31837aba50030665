"""What an administrator keeps: connections with their keys, webhook endpoints with their secrets and deliveries."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

from services.gateway.routes.psa_connection_models import Connection
from services.gateway.routes.webhook_models import CreatedWebhookEndpoint, Deliveries
from shared.testing.waiting import eventually
from tests.e2e.kit import API, Json, Person, ok, refused

KEYS = {"public_key": "first", "private_key": "word", "client_id": "app"}
CONNECTION: Json = {
    "provider": "connectwise", "name": "Second", "base_url": "https://na.myconnectwise.net", "company": "acme",
    "credentials": KEYS,
}  # fmt: skip


@asynccontextmanager
async def endpoint(person: Person) -> AsyncIterator[Json]:
    """A webhook endpoint at which nobody answers."""
    body = {"url": f"https://{uuid4().hex}.example/hooks", "event_types": ["session.resolved"]}
    made = ok(await person.post("/webhook-endpoints", body), status=201)
    yield made
    await person.http.delete(f"{API}/webhook-endpoints/{made['id']}")


async def test_given_a_connection_when_it_is_kept_then_each_change_shows_and_removed_it_is_gone(rival: Person) -> None:
    key = {"Idempotency-Key": uuid4().hex}
    made = Connection.model_validate(ok(await rival.post("/psa/connections", CONNECTION, headers=key), status=201))
    again = ok(await rival.post("/psa/connections", CONNECTION, headers=key), status=201)
    assert again["id"] == str(made.id)
    path = f"/psa/connections/{made.id}"

    changed = ok(await rival.patch(path, {"name": "Main", "push": {"note_kind": "resolution", "time_entry": True}}))
    assert (changed["name"], changed["push"]["note_kind"], changed["company"]) == ("Main", "resolution", "acme")
    refused(await rival.patch(path, {"company": "evil"}), 422, "credentials_needed")
    moved = ok(await rival.patch(path, {"company": "other", "credentials": {**KEYS, "private_key": "new"}}))
    assert moved["company"] == "other"
    rotated = await rival.http.put(f"{API}{path}/credentials", json={"credentials": {**KEYS, "private_key": "newer"}})
    assert ok(rotated)["credentials_rotated_at"] > changed["credentials_rotated_at"]
    assert ok(await rival.post(f"{path}/pause"))["state"] == "paused"
    refused(await rival.get("/psa/tickets"), 409, "connection_paused")
    resumed = ok(await rival.post(f"{path}/resume"))
    assert (resumed["state"], resumed["pause_reason"]) == ("active", None)
    stale = await rival.http.patch(f"{API}{path}", json={"name": "x"}, headers={"If-Match": '"1"'})
    refused(stale, 412)
    somebody = {"members": [{"user_id": str(uuid4()), "member_id": "1"}]}
    refused(await rival.http.put(f"{API}{path}/members", json=somebody), 422, "unknown_user")

    assert (await rival.http.delete(API + path)).status_code == 204
    assert ok(await rival.get("/psa/connections")) == []
    refused(await rival.get(path), 404, "unknown_connection")


async def test_given_a_webhook_endpoint_when_it_is_kept_then_its_secret_is_shown_once_and_changes_show(
    admin: Person,
) -> None:
    async with endpoint(admin) as made:
        secret = CreatedWebhookEndpoint.model_validate(made).secret
        assert secret is not None
        assert secret.startswith("whsec_")
        path = f"/webhook-endpoints/{made['id']}"
        listed, shown = await admin.get("/webhook-endpoints"), await admin.get(path)
        assert secret not in listed.text + shown.text
        assert made["id"] in [one["id"] for one in ok(listed)]

        other = ok(await admin.post(f"{path}/rotate-secret"))["secret"]
        assert other not in (None, secret)
        changed = ok(await admin.patch(path, {"description": "Status page"}))
        assert (changed["description"], changed["event_types"]) == ("Status page", ["session.resolved"])
        disabled = ok(await admin.post(f"{path}/disable"))
        assert (disabled["state"], disabled["disabled_reason"]) == ("disabled", "asked")
        refused(await admin.post(f"{path}/test"), 409)
        assert ok(await admin.post(f"{path}/enable"))["state"] == "enabled"
        inside = {"url": "https://169.254.169.254/latest"}
        refused(await admin.post("/webhook-endpoints", inside), 422, "address_refused")
        unknown = {"url": "https://hooks.example/x", "event_types": ["session.vanished"]}
        refused(await admin.post("/webhook-endpoints", unknown), 422)
    refused(await admin.get(path), 404, "unknown_endpoint")


async def test_given_deliveries_when_looked_at_then_each_try_is_told_and_they_can_be_sent_again(
    admin: Person, rival: Person
) -> None:
    async with endpoint(admin) as made:
        path = f"/webhook-endpoints/{made['id']}"
        delivery = ok(await admin.post(f"{path}/test"))["delivery_id"]

        async def was_tried() -> bool:
            found = Deliveries.model_validate(ok(await admin.get(f"{path}/deliveries"))).deliveries
            return [(str(one.id), one.status) for one in found] == [(delivery, "failed")]

        await eventually(was_tried)
        assert ok(await admin.get(f"{path}/deliveries", params={"status": "delivered"}))["deliveries"] == []
        assert ok(await admin.post(f"{path}/deliveries/{delivery}/resend"))["delivery_id"] == delivery
        day = {"since": "2020-01-01T00:00:00Z", "until": "2020-01-02T00:00:00Z"}
        assert ok(await admin.post(f"{path}/replay", day)) == {"count": 0, "next_since": None}
        refused(await admin.post(f"{path}/replay", {"since": day["until"], "until": day["since"]}), 422)
        async with endpoint(admin) as other:
            mine = f"/webhook-endpoints/{other['id']}/deliveries/{delivery}/resend"
            refused(await admin.post(mine), 404, "unknown_delivery")
        for method, rest in (("GET", ""), ("GET", "/deliveries"), ("POST", f"/deliveries/{delivery}/resend")):
            refused(await rival.http.request(method, f"{API}{path}{rest}"), 404)
