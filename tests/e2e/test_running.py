"""What whoever runs it sees: health, figures, envelopes; never content."""

from uuid import uuid4

import pytest

from services.gateway.app import create_app
from services.gateway.auth.access import ANONYMOUS, declared_routes
from tests.e2e.kit import LOCKOUT, SESSIONS, Person, ok, refused
from tests.e2e.product import Product

TOKEN_IN_ADDRESS = "/api/v1/ai-sessions?access_token="
CANARY = f"canary-{uuid4().hex}"


async def test_given_a_running_product_when_it_is_asked_then_it_is_well(product: Product, engineer: Person) -> None:
    assert ok(await engineer.http.get("/healthz")) == {"status": "ok"}
    assert set(ok(await engineer.http.get("/readyz")).values()) == {"ok"}
    assert ok(await engineer.http.get("/version"))["version"]
    assert "# TYPE" in (await engineer.http.get("/metrics")).text


async def test_given_the_api_when_it_describes_itself_then_every_route_says_who_may_call_it(engineer: Person) -> None:
    document = ok(await engineer.http.get("/api/v1/openapi.json"))
    assert document["openapi"].startswith("3.1")
    for route in declared_routes(create_app()):
        operation = document["paths"].get(route.path, {}).get(route.method.lower())
        assert route.roles, route
        if operation is not None and ANONYMOUS not in route.roles:
            assert operation["x-roles"] == sorted(route.roles)


async def test_given_a_case_when_an_operator_looks_then_there_is_no_content(engineer: Person, operator: Person) -> None:
    started = await engineer.start(f"{LOCKOUT} {CANARY}")
    session = started["session_id"]
    ok(await engineer.act(session, "resolve", {"resolution_summary": f"Found {CANARY} and removed it."}))
    events = await operator.get("/admin/events", params={"session": session})
    assert {event["type"] for event in ok(events)} >= {"case_received", "step_proposed", "session_resolved"}
    assert "data" not in ok(events)[0]
    for address in ("events?limit=200", "consumers", "projections", "dead-letters"):
        answer = await operator.get(f"/admin/{address}")
        assert answer.status_code == 200
        assert CANARY not in answer.text
    refused(await operator.get(f"{SESSIONS}/{session}"), 403, "role_not_allowed")


async def test_given_the_log_when_it_is_narrowed_then_only_what_fits_is_shown(
    engineer: Person, operator: Person
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    events = ok(await operator.get("/admin/events", params={"session": session, "type": "step_proposed"}))
    assert [event["type"] for event in events] == ["step_proposed"]
    [asked] = events
    by_actor = ok(await operator.get("/admin/events", params={"session": session, "actor": engineer.id}))
    assert [event["type"] for event in by_actor] == ["case_received"]
    correlation = asked["meta"]["correlation"]
    caused = ok(await operator.get("/admin/events", params={"correlation": correlation, "limit": 200}))
    assert {event["type"] for event in caused} >= {"case_received", "flows_matched", "step_proposed"}


async def test_given_a_dead_letter_that_is_not_there_when_it_is_decided_then_it_is_not_found(operator: Person) -> None:
    body = {"state": "discarded", "reason": "It is not there."}
    refused(await operator.post("/admin/dead-letters/diagnosis/99999999", body), 404, "dead_letter_not_found")


@pytest.mark.parametrize("position", ["-1", "99999999999999999999", "x"])
async def test_given_a_position_that_is_none_when_a_dead_letter_is_decided_then_it_is_refused(
    operator: Person, position: str
) -> None:
    body = {"state": "discarded", "reason": "It is not there."}
    answer = await operator.post(f"/admin/dead-letters/diagnosis/{position}", body)
    refused(answer, answer.status_code)
    assert answer.status_code in (404, 422)


async def test_given_a_day_of_cases_when_the_log_file_is_read_then_no_customer_content_is_in_it(
    product: Product, engineer: Person
) -> None:
    started = await engineer.start(f"{LOCKOUT} {CANARY}")
    body = {"step_id": started["first_step"]["step_id"], "selected_option": CANARY}
    refused(await engineer.act(started["session_id"], "respond", body), 422)
    await engineer.http.get(f"{TOKEN_IN_ADDRESS}{CANARY}")
    assert CANARY not in product.log.read_text("utf-8")


async def test_given_all_that_was_done_when_the_log_file_is_read_then_nothing_failed(product: Product) -> None:
    failures = [line for line in product.log_lines() if line["level"] in ("ERROR", "CRITICAL")]
    assert failures == []
