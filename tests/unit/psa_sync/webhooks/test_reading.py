"""Endpoints as they come from outside."""

from typing import Any

import pytest

from services.psa_sync.webhooks.reading import read_changes, read_endpoint
from shared.errors import InvalidInput
from tests.unit.psa_sync.webhooks.examples import content


def test_given_an_endpoint_when_read_then_tidied() -> None:
    body = {
        "url": " https://hooks.msp.example/in ",
        "event_types": ["push.failed", "push.failed", "case.a"],
        "description": " Ours ",
    }
    assert read_endpoint(body) == content(event_types=("case.a", "push.failed"), description="Ours")


def test_given_changes_when_read_then_only_what_was_sent_is_set() -> None:
    assert read_changes({"description": None}).model_fields_set == {"description"}
    assert read_changes({}).model_fields_set == set()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": None},
        {"url": ""},
        {"url": "https://a.example/\x00"},
        {"url": "https://ä.example/"},
        {"url": "https://a.example/ b"},
        {"url": "https://a.example/" + "x" * 500},
        {"url": "https://a.example", "event_types": "session.started"},
        {"url": "https://a.example", "event_types": ["x"] * 51},
        {"url": "https://a.example", "event_types": [1]},
        {"url": "https://a.example", "description": "a\u202eb"},
        {"url": "https://a.example", "description": "a\nb"},
        {"url": "https://a.example", "description": "x" * 201},
        {"url": "https://a.example", "secret": "mine"},
    ],
)
def test_given_what_is_no_endpoint_when_read_then_refused_without_its_values(body: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_endpoint(body)
    assert caught.value.code == "endpoint_invalid"
    assert "a.example" not in str(caught.value)
