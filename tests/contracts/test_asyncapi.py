"""The AsyncAPI document tells what really travels."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from contracts import asyncapi
from contracts.catalog import endpoints
from services.ops.embedded.permissions import USERS
from shared.bus.cloudevents import to_headers
from shared.bus.subjects import event_subject
from shared.envelope import StoredEvent
from shared.ids import new_id
from tests.contracts.kit import WRITTEN, Written, named


@cache
def document() -> dict[str, Any]:
    """The document as the code has it."""
    return asyncapi.document(endpoints())


def stored(written: Written, session: UUID | None) -> StoredEvent:
    """An event as it stands in the log."""
    return StoredEvent(
        id=new_id(),
        stream=f"{written.category.name}-{new_id()}",
        version=3,
        category=written.category.name,
        type=written.event.type,
        schema_version=written.event.schema_version,
        account=new_id(),
        session=session,
        client=None,
        data=b"sealed",
        meta_json=json.dumps({"actor": "system", "service": written.category.service, "correlation": str(new_id())}),
        recorded_at=datetime.now(UTC),
        hash=bytes(32),
        position=41,
    )


def references(value: Any) -> Iterator[str]:
    """Every `$ref` below a value."""
    if isinstance(value, dict):
        if isinstance(reference := value.get("$ref"), str):
            yield reference
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def resolve(reference: str) -> Any:
    """What a reference points at; KeyError where it points nowhere."""
    found: Any = document()
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def test_given_the_document_when_its_references_are_followed_then_each_arrives() -> None:
    assert all(resolve(reference) for reference in references(document()))


@pytest.mark.parametrize("written", WRITTEN, ids=named)
def test_given_an_event_when_published_then_its_subject_is_the_channel_s_address(written: Written) -> None:
    event = stored(written, None)
    address = document()["channels"][event.type]["address"]

    assert event_subject(event) == address.format(account=event.account, id=event.stream_id)


@pytest.mark.parametrize("session", [None, new_id()], ids=["of nobody's case", "of a case"])
def test_given_an_event_when_published_then_its_headers_are_the_ones_described(session: UUID | None) -> None:
    headers = to_headers(stored(WRITTEN[0], session), bytes(32))

    Draft202012Validator(asyncapi.ENVELOPE).validate(headers)


def test_given_the_channels_when_compared_with_the_broker_s_rights_then_their_services_may_use_them() -> None:
    for name, operation in document()["operations"].items():
        service = operation["tags"][0]["name"]
        if operation["action"] == "receive" and "x-jetstream" not in operation:
            prefix = resolve(operation["channel"]["$ref"])["address"].rsplit(".", 1)[0]
            assert f"{prefix}.>" in USERS[service].subscribe, name
        if "x-jetstream" in operation:
            assert operation["x-jetstream"]["durable"] == service


def test_given_the_schemas_when_checked_then_each_is_one_that_asyncapi_knows() -> None:
    for name, schema in document()["components"]["schemas"].items():
        Draft7Validator.check_schema(schema)
        assert '"discriminator": {' not in json.dumps(schema), name
