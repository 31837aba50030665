"""Connections as they are sent: what PSA sync is told of them."""

from services.gateway.routes.psa_connection_models import ConnectionChanges, NewConnection, content


def test_given_changes_when_only_a_part_of_the_push_settings_is_sent_then_only_that_is_told() -> None:
    sent = {"push": {"status_on_resolve": None}}

    assert content(ConnectionChanges.model_validate(sent)) == sent
    assert content(ConnectionChanges.model_validate({"name": "Other"})) == {"name": "Other"}


def test_given_a_new_connection_when_it_is_sent_then_the_whole_is_told_and_its_keys_in_the_clear() -> None:
    sent = {
        "provider": "halopsa", "name": "Halo", "base_url": "https://demo.halopsa.com",
        "credentials": {"client_id": "a", "client_secret": "b"}, "push": {"time_entry": True},
    }  # fmt: skip

    told = content(NewConnection.model_validate(sent))

    assert told["credentials"] == {"client_id": "a", "client_secret": "b"}
    assert told["push"] == {
        "note_kind": "internal", "time_entry": True, "status_on_resolve": None, "status_on_escalate": None,
    }  # fmt: skip
    assert told["watched_boards"] == []
