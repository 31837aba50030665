"""Who is told of what."""

from uuid import UUID

import pytest

from services.gateway.auth.roles import Role
from services.gateway.notifications import recipients
from services.gateway.notifications.events import About
from services.gateway.notifications.kinds import Kind
from services.gateway.notifications.people import Person
from services.gateway.notifications.recipients import Notice, still_concerns
from tests.unit.gateway.notifications.examples import (
    ADMIN,
    ANNA,
    BEN,
    CONNECTION,
    DESK,
    ESCALATION,
    EVERYBODY,
    FAR,
    FIELD,
    FIX,
    GAP,
    GONE,
    LEAD,
    PROPOSAL,
    PUSH,
    VERA,
    person,
)


def told(notices: list[Notice]) -> set[UUID]:
    return {notice.user for notice in notices}


def test_given_an_escalation_to_somebody_when_it_is_asked_then_they_alone_are_told() -> None:
    notices = recipients.of_escalation(ESCALATION, 1, BEN.id, ANNA.id, EVERYBODY)

    assert [(notice.user, notice.kind) for notice in notices] == [(BEN.id, "escalation_to_me")]


@pytest.mark.parametrize("to", [GONE, VERA, ANNA], ids=["deactivated", "a viewer", "who escalated"])
def test_given_an_escalation_to_somebody_who_cannot_come_when_it_is_asked_then_they_are_not_told(to: Person) -> None:
    assert recipients.of_escalation(ESCALATION, 1, to.id, ANNA.id, EVERYBODY) == []


def test_given_an_escalation_to_nobody_when_it_is_asked_then_the_team_is_told_but_who_asked() -> None:
    notices = recipients.of_escalation(ESCALATION, 1, None, ANNA.id, EVERYBODY)

    assert told(notices) == {BEN.id, LEAD.id}
    assert {notice.kind for notice in notices} == {"escalation_to_team"}


def test_given_a_case_that_is_escalated_again_when_it_is_asked_then_that_is_another_thing() -> None:
    asked = [recipients.of_escalation(ESCALATION, outcome, BEN.id, ANNA.id, EVERYBODY) for outcome in (1, 2)]

    assert len({notice.subject for notices in asked for notice in notices}) == 2


def test_given_a_session_of_no_team_when_nobody_is_named_then_every_engineer_is_told() -> None:
    about = ESCALATION.model_copy(update={"team_id": None})

    assert told(recipients.of_escalation(about, 1, None, ANNA.id, EVERYBODY)) == {BEN.id, LEAD.id, ADMIN.id, FAR.id}


def test_given_a_proposal_or_a_gap_when_it_comes_up_then_leads_and_administrators_are_told() -> None:
    for notices in (recipients.of_proposal(PROPOSAL, EVERYBODY), recipients.of_gap(GAP, EVERYBODY)):
        assert told(notices) == {LEAD.id, ADMIN.id}


def test_given_a_fix_that_waits_when_it_is_told_then_its_owner_is_told() -> None:
    assert told(recipients.of_waiting_fix(FIX, ANNA.id, EVERYBODY)) == {ANNA.id}
    assert recipients.of_waiting_fix(FIX, GONE.id, EVERYBODY) == []


def test_given_a_push_that_failed_when_it_is_told_then_the_owner_hears_of_the_case_and_admins_of_the_connection() -> (
    None
):
    notices = recipients.of_failed_push(PUSH, CONNECTION, ANNA.id, EVERYBODY)

    assert [(notice.user, notice.about) for notice in notices] == [(ANNA.id, PUSH), (ADMIN.id, CONNECTION)]


def test_given_an_administrator_who_owns_the_case_when_a_push_failed_then_they_are_told_once() -> None:
    notices = recipients.of_failed_push(PUSH, CONNECTION, ADMIN.id, EVERYBODY)

    assert [(notice.user, notice.about) for notice in notices] == [(ADMIN.id, PUSH)]


def test_given_a_storm_of_failures_when_it_is_told_then_to_an_administrator_all_of_it_is_one_thing() -> None:
    notices = [
        notice
        for number in range(500)
        for notice in recipients.of_failed_push(
            PUSH.model_copy(update={"session_id": UUID(int=1000 + number)}), CONNECTION, ANNA.id, EVERYBODY
        )
    ]

    assert len({notice.subject for notice in notices if notice.user == ADMIN.id}) == 1
    assert len({notice.subject for notice in notices if notice.user == ANNA.id}) == 500


@pytest.mark.parametrize(
    ("kind", "about", "somebody", "still"),
    [
        ("escalation_to_team", ESCALATION, BEN, True),
        ("escalation_to_team", ESCALATION, person(12, "engineer", FIELD), False),
        ("escalation_to_me", ESCALATION, person(12, "engineer", FIELD), True),
        ("escalation_to_me", ESCALATION, person(12, "viewer"), False),
        ("escalation_to_me", ESCALATION, person(12, "engineer", active=False), False),
        ("proposal_pending", PROPOSAL, person(13, "engineer"), False),
        ("push_failed", CONNECTION, person(14, "engineer"), False),
        ("push_failed", PUSH, person(14, "engineer"), True),
        ("gap_found", GAP, None, False),
    ],
)
def test_given_somebody_who_was_told_when_they_become_another_then_it_concerns_them_or_not(
    kind: Kind, about: About, somebody: Person | None, still: bool
) -> None:
    assert still_concerns(kind, about, somebody) is still


@pytest.mark.parametrize("role", ["viewer", "engineer", "team_admin", "account_admin", "operator"])
def test_given_anybody_when_anything_happens_then_nobody_is_told_what_their_role_does_not_hear(role: Role) -> None:
    everybody = [person(number, role, DESK) for number in range(30, 34)]
    notices = [
        *recipients.of_escalation(ESCALATION, 1, None, ANNA.id, everybody),
        *recipients.of_proposal(PROPOSAL, everybody),
        *recipients.of_waiting_fix(FIX, everybody[0].id, everybody),
        *recipients.of_failed_push(PUSH, CONNECTION, everybody[0].id, everybody),
        *recipients.of_gap(GAP, everybody),
    ]

    kinds = {notice.kind for notice in notices}
    assert (
        kinds
        == {
            "viewer": set(),
            "operator": set(),
            "engineer": {"escalation_to_team", "fix_waiting", "push_failed"},
            "team_admin": {"escalation_to_team", "fix_waiting", "push_failed", "proposal_pending", "gap_found"},
            "account_admin": {"escalation_to_team", "fix_waiting", "push_failed", "proposal_pending", "gap_found"},
        }[role]
    )
