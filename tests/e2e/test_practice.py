"""The demo's people work cases at one command, for a newcomer's queues and figures."""

from services.ops.client import Client
from services.ops.demo import PASSWORD
from services.ops.demo.practice import Practice, practice_cases
from tests.e2e.kit import Person, ok
from tests.e2e.product import Product

ENDS = {"resolved": "resolved", "reopened": "resolved", "escalated": "requesting_escalation", "abandoned": "abandoned"}


def test_given_a_seed_when_cases_are_planned_then_they_are_the_same_and_end_in_every_way() -> None:
    planned = list(practice_cases(100))

    assert planned == list(practice_cases(100))
    assert {case.ending for case in planned} == set(ENDS)
    assert all(case.ending == "resolved" and case.strays for case in planned if case.unknown)


async def test_given_one_case_of_each_ending_when_practised_then_each_stands_as_it_ended(
    product: Product, engineer: Person
) -> None:
    one_each = {case.ending: case for case in practice_cases(100)}
    with Client(product.url) as client:
        client.sign_in("engineer2@demo.example", PASSWORD)
        worked = {ending: Practice(client).work(case) for ending, case in one_each.items()}

    found = {ending: ok(await engineer.get(f"/ai-sessions/{session}")) for ending, session in worked.items()}
    assert {ending: case["status"] for ending, case in found.items()} == ENDS
    assert all(case["step_count"] > 0 and case["problem_summary"] for case in found.values())
