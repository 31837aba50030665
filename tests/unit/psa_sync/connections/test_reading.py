"""What comes from outside about a connection."""

from uuid import UUID

import pytest
from pydantic import ValidationError

from services.psa_sync.connections.reading import USERS_AT_ONCE, ChangeBody, MatchBody

CONNECTION = str(UUID(int=7))


def test_given_a_part_of_the_push_settings_when_it_is_read_then_the_rest_is_not_set() -> None:
    body = ChangeBody.model_validate({"connection_id": CONNECTION, "push": {"status_on_resolve": None}})

    assert body.changes.model_fields_set == {"push"}
    assert body.changes.push.model_fields_set == {"status_on_resolve"}


def test_given_the_users_of_a_large_account_when_they_are_read_then_ten_thousand_are_taken_and_no_more() -> None:
    users = [{"user_id": str(UUID(int=number)), "email": f"user{number}@demo.example"} for number in range(10_001)]

    assert len(MatchBody.model_validate({"connection_id": CONNECTION, "users": users[:-1]}).users) == USERS_AT_ONCE
    with pytest.raises(ValidationError, match="too_long"):
        MatchBody.model_validate({"connection_id": CONNECTION, "users": users})
