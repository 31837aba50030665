"""An erased case: whoever of its account asks for it, however, is told that it was erased."""

from uuid import uuid4

import pytest

from services.gateway.auth.access import DeclaredRoute
from shared.testing.waiting import eventually
from tests.e2e.installation import Installation
from tests.e2e.kit import LOCKOUT, SESSIONS, Person, ok, refused
from tests.e2e.test_rights import BODIES, WITH_IDS, named

OF_A_SESSION = [route for route in WITH_IDS if "{session}" in route.path]


@pytest.fixture(scope="module")
async def session(installation: Installation, lead: Person) -> str:
    """A case of the lead's that was worked, escalated and erased."""
    begun: str = (await lead.start(LOCKOUT))["session_id"]
    ok(await lead.act(begun, "facts", {"text": "It began on Monday."}), status=201)
    ok(await lead.act(begun, "escalate", {"escalation_reason": "Beyond what I may do."}))
    installation.json("erase", begun, "--reason", "the customer asked", "--yes")

    async def is_folded() -> bool:
        return (await lead.get(f"{SESSIONS}/{begun}")).status_code == 410

    await eventually(is_folded)
    return begun


def path(route: DeclaredRoute, session: str) -> str:
    others = {name: str(uuid4()) for name in ("address", "fact", "fix", "generation")}
    return route.path.format(session=session, **others)


@pytest.mark.parametrize("route", OF_A_SESSION, ids=named)
async def test_given_an_erased_case_when_a_route_names_it_then_its_account_is_told_so_and_another_is_not(
    lead: Person, rival: Person, session: str, route: DeclaredRoute
) -> None:
    body = {"user_id": lead.id} if route.path.endswith("/reassign") else BODIES.get(named(route))
    for person, status in ((lead, 410), (rival, 404)):
        answer = await person.http.request(route.method, path(route, session), json=body)
        refused(answer, status)


async def test_given_an_erased_case_when_it_is_read_as_it_was_then_it_is_erased(lead: Person, session: str) -> None:
    for query in ({"at_version": 1}, {"at_version": 9999}):
        refused(await lead.get(f"{SESSIONS}/{session}", params=query), 410, "erased")


async def test_given_an_erased_case_when_lists_are_read_then_it_is_in_none(lead: Person, session: str) -> None:
    for address in (SESSIONS, "/escalations", "/suggested-fixes"):
        assert session not in (await lead.get(address, params={"mine": "false"})).text
