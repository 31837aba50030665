"""The keys that a connection signs in with."""

from typing import Any

import pytest

from services.psa_sync.connections.events import ProviderName
from services.psa_sync.connections.keys import completed, read_credentials
from services.psa_sync.ports import Credentials
from shared.errors import InvalidInput

GOOD = {"public_key": " pub ", "private_key": "priv\n", "client_id": "c"}


def test_given_keys_when_they_are_read_then_blanks_around_them_are_not() -> None:
    assert read_credentials("connectwise", GOOD).values == {
        "public_key": "pub",
        "private_key": "priv",
        "client_id": "c",
    }


@pytest.mark.parametrize(
    "faulty",
    [
        {"private_key": None},
        {"private_key": "  "},
        {"private_key": "s3cret\r\nHost: evil"},
        {"private_key": "s3cret\x00"},
        {"private_key": "s3cret" * 500},
        {"private_key": ["s3cret"]},
        {"secret": "s3cret"},
        {"webhook_secret": "s3cret"},
    ],
)
def test_given_keys_that_are_none_when_they_are_read_then_the_refusal_does_not_quote_them(faulty: Any) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_credentials("connectwise", GOOD | faulty)

    assert refused.value.code == "credentials_incomplete"
    assert "s3cret" not in str(refused.value.to_dict())


@pytest.mark.parametrize(
    ("provider", "made"),
    [
        ("connectwise", set()),
        ("autotask", {"webhook_secret"}),
        ("halopsa", set()),
    ],
)
def test_given_keys_when_callbacks_need_more_then_it_is_made_once(provider: ProviderName, made: set[str]) -> None:
    first = completed(provider, Credentials({"client_id": "a"}), None)
    second = completed(provider, Credentials({"client_id": "b"}), first)

    assert set(first.values) == {"client_id"} | made
    assert {name: first.values[name] for name in made} == {name: second.values[name] for name in made}
    assert second.values["client_id"] == "b"
    assert all(len(first.values[name]) >= 32 for name in made)


WEBHOOK = {"webhook_user": "halo", "webhook_password": "agreed upon"}


def test_given_halopsa_when_its_webhooks_user_and_password_are_known_then_they_stay_and_none_is_invented() -> None:
    first = completed("halopsa", Credentials({"client_id": "a", **WEBHOOK}), None)
    second = completed("halopsa", Credentials({"client_id": "b"}), first)
    third = completed("halopsa", Credentials({"client_id": "c", "webhook_password": "another"}), second)

    assert second.values == {"client_id": "b", **WEBHOOK}
    assert third.values == {"client_id": "c", **WEBHOOK, "webhook_password": "another"}


@pytest.mark.parametrize(("given", "missing"), [tuple(WEBHOOK), tuple(reversed(WEBHOOK))])
def test_given_halopsa_when_one_half_of_its_webhooks_proof_is_missing_then_it_is_asked_for(
    given: str, missing: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        completed("halopsa", Credentials({given: "s3cret"}), None)

    assert refused.value.facts["fields"] == [f"credentials.{missing}"]
    assert "s3cret" not in str(refused.value.to_dict())


def test_given_keys_when_they_are_printed_then_they_are_not() -> None:
    assert "s3cret" not in repr(Credentials({"private_key": "s3cret"}))
