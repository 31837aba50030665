"""Who of ours is whom in the PSA."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.connections.members import Asked, Known, Ours, corrected, matched
from shared.errors import InvalidInput
from tests.unit.psa_sync.connections.examples import ADA, BEN, CAI, member

EMAILS = st.sampled_from(["ada@x.example", "ADA@X.example", " ben@x.example", "ben@x.example", "cai@x.example", ""])
USERS = st.builds(Ours, user_id=st.sampled_from([ADA, BEN, CAI]), email=EMAILS)
KNOWN = st.builds(
    Known,
    id=st.sampled_from(["m1", "m2", "m3"]),
    name=st.just("Somebody"),
    email=st.none() | EMAILS,
    active=st.booleans(),
)
MANUAL = st.lists(
    st.builds(member, st.sampled_from([ADA, BEN, CAI]), st.sampled_from(["m1", "m9"]), st.just("manual")),
    unique_by=lambda one: one.user_id,
)


def known(id_: str, email: str | None, *, active: bool = True) -> Known:
    return Known(id=id_, name="Maya Osei", email=email, active=active)


def test_given_another_letter_case_when_members_are_matched_then_it_is_the_same_person() -> None:
    found = matched([], [Ours(user_id=ADA, email=" Maya.OSEI@demo.example")], [known("m1", "maya.osei@Demo.Example ")])

    assert found == (member(ADA),)


def test_given_one_address_of_two_members_when_matched_then_nobody_is_guessed() -> None:
    users = [Ours(user_id=ADA, email="desk@demo.example")]

    assert matched([], users, [known("m1", "desk@demo.example"), known("m2", "DESK@demo.example")]) == ()
    assert matched([], users, [known("m1", "desk@demo.example"), known("m2", "desk@demo.example", active=False)]) == (
        member(ADA),
    )


def test_given_a_member_who_left_when_matched_again_then_they_are_nobody_any_more() -> None:
    assert (
        matched([member(ADA)], [Ours(user_id=ADA, email="a@x.example")], [known("m1", "a@x.example", active=False)])
        == ()
    )


def test_given_a_mapping_by_hand_when_matched_then_it_stays() -> None:
    by_hand = member(ADA, "m9", "manual")

    assert matched([by_hand], [Ours(user_id=ADA, email="a@x.example")], [known("m1", "a@x.example")]) == (by_hand,)


def test_given_two_thousand_members_when_matched_then_each_of_ours_is_found() -> None:
    users = [Ours(user_id=UUID(int=n + 1), email=f"Engineer{n}@msp.example") for n in range(2_000)]
    members = [known(str(n), f"engineer{n}@MSP.example") for n in range(2_000)]

    found = matched([], users, members)

    assert [(one.user_id.int, one.member_id) for one in found] == [(n + 1, str(n)) for n in range(2_000)]


def test_given_a_member_that_the_psa_has_not_when_mapped_by_hand_then_it_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        corrected([], [Asked(user_id=ADA, member_id="m9")], [known("m1", None)])

    assert refused.value.code == "unknown_member"


def test_given_nobody_when_mapped_by_hand_then_only_that_one_is_taken_out() -> None:
    assert corrected([member(ADA), member(BEN)], [Asked(user_id=ADA, member_id=None)], []) == (member(BEN),)


@given(MANUAL, st.lists(USERS), st.lists(KNOWN, unique_by=lambda one: one.id))
def test_given_any_people_when_matched_then_hands_win_and_everything_else_is_an_active_address(
    manual: list[object], users: list[Ours], people: list[Known]
) -> None:
    present = [one for one in manual if isinstance(one, type(member(ADA)))]

    found = matched(present, users, people)

    assert {one for one in found if one.how == "manual"} == set(present)
    emails = {(user.user_id, user.email.strip().lower()) for user in users}
    active = {person.id: (person.email or "").strip().lower() for person in people if person.active}
    assert all((one.user_id, active[one.member_id]) in emails for one in found if one.how == "email")
    assert len({one.user_id for one in found}) == len(found)
    assert matched(found, users, people) == found
