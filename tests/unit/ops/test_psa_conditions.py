"""The language of conditions."""

import pytest

from services.ops.demo.psa.conditions import parse, parse_for_children
from services.ops.demo.psa.errors import Refused

TICKET = {
    "id": 7,
    "summary": 'Printer "Front" is offline',
    "closedFlag": False,
    "board": {"id": 1, "name": "Help Desk"},
    "owner": None,
    "budgetHours": 1.5,
    "_info": {"lastUpdated": "2026-11-20T08:00:00Z"},
    "items": [{"kind": "Email", "value": "a@b.example"}, {"kind": "Phone", "value": "555"}],
}


@pytest.mark.parametrize(
    "text",
    [
        "id = 7",
        "ID/x = null or id in (1, 7)",
        'summary like "printer%"',
        'summary like "*offline"',
        'summary contains "\\"front\\""',
        'board/name = "help desk" and closedFlag = false',
        "owner = null",
        "owner/id != 3",
        "budgetHours >= 1.5 and not (budgetHours > 2)",
        "lastUpdated > [2026-11-20T07:59:59Z] and _info/lastUpdated <= [2026-11-20T08:00:00+00:00]",
        "id not in (1, 2)",
        'summary not contains "scanner"',
        'items/value = "555"',
    ],
)
def test_given_conditions_that_a_ticket_meets_when_it_is_asked_then_they_hold(text: str) -> None:
    assert parse(text)(TICKET)


@pytest.mark.parametrize(
    "text",
    ["id = 8", "owner/id > 0", "lastUpdated > [2026-11-20T08:00:01Z]", 'summary like "printer"', "summary > 5"],
)
def test_given_conditions_that_a_ticket_does_not_meet_when_it_is_asked_then_they_fail(text: str) -> None:
    assert not parse(text)(TICKET)


def test_given_conditions_on_children_when_no_single_child_meets_all_then_they_fail() -> None:
    one_child = parse_for_children('items/kind = "Email" and items/value = "a@b.example"')
    two_children = parse_for_children('items/kind = "Email" and items/value = "555"')

    assert (one_child(TICKET), two_children(TICKET)) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "id",
        "id =",
        "= 7",
        "id = 7 8",
        "(id = 7",
        "id like 7",
        "id = [yesterday]",
        'id = "open',
        "id ~ 7",
        "(" * 40 + "id=1",
    ],
)
def test_given_no_conditions_at_all_when_they_are_read_then_they_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text)
    assert refused.value.status == 400
