import pytest
from pydantic import TypeAdapter, ValidationError

from services.gateway.auth.roles import Role, admitted, capped
from services.gateway.auth.settings import AuthSettings
from services.gateway.auth.text import Email, Name, comparison_key
from services.gateway.auth.tokens import AccessTokens
from shared.errors import Unauthenticated
from shared.ids import new_id


def test_given_a_rung_when_a_route_names_it_then_everyone_above_is_let_in_and_the_operator_is_not() -> None:
    assert admitted("engineer") == {"engineer", "team_admin", "account_admin"}
    assert admitted("operator") == {"operator"}
    assert admitted("viewer", "operator") == {"viewer", "engineer", "team_admin", "account_admin", "operator"}


@pytest.mark.parametrize(
    ("role", "ceiling", "result"),
    [
        ("account_admin", "viewer", "viewer"),
        ("viewer", "account_admin", "viewer"),
        ("operator", "operator", "operator"),
        ("operator", "viewer", None),
        ("engineer", "operator", None),
    ],
)
def test_given_a_role_and_a_ceiling_when_they_meet_then_the_lower_holds(
    role: Role, ceiling: Role, result: Role | None
) -> None:
    assert capped(role, ceiling) == result


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Admin", "ad\u200bmin\u200d", True),
        ("ADMIN", "\uff41dmin", True),
        ("stra\u00dfe", "STRASSE", True),
        ("a  b", " a b ", True),
        ("\u0130stanbul", "istanbul", False),
        ("\u212belan", "\u00e5ELAN", True),
        ("admin", "\u0430dmin", False),
    ],
)
def test_given_two_names_when_compared_then_only_looks_and_case_are_ignored(one: str, other: str, same: bool) -> None:
    assert (comparison_key(one) == comparison_key(other)) is same


@pytest.mark.parametrize("value", ["", "a", "a@", "@b", "a b@c", "a@b@c", "a\n@b", "a\u202e@b", "a@" + "b" * 300])
def test_given_what_is_no_email_when_it_is_taken_then_it_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Email).validate_python(value)


@pytest.mark.parametrize("value", ["", " ", "\u200b\u200d", "x" * 201])
def test_given_a_name_without_anything_visible_when_it_is_taken_then_it_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(value)


def test_given_two_installations_when_one_signs_then_the_other_does_not_believe_it() -> None:
    ours, theirs = (AccessTokens(AuthSettings(signing_key=key * 32)) for key in (b"a", b"b"))
    token = ours.issue(new_id(), new_id(), new_id())
    assert ours.read(token).expires_at > 0
    with pytest.raises(Unauthenticated):
        theirs.read(token)


def test_given_a_short_signing_key_when_starting_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        AccessTokens(AuthSettings(signing_key=b"short"))


def test_given_the_settings_when_they_are_printed_then_the_signing_key_is_not() -> None:
    assert "kkkk" not in repr(AuthSettings(signing_key=b"k" * 32))
