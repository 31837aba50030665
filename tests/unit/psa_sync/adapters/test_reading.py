"""Whatever a PSA answers, it is read as far as it can be, and nothing else happens."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.psa_sync.adapters.autotask import reading as autotask
from services.psa_sync.adapters.autotask.names import Names as AutotaskNames
from services.psa_sync.adapters.connectwise import reading as connectwise
from services.psa_sync.adapters.halopsa import reading as halopsa
from services.psa_sync.adapters.halopsa.names import Names as HaloNames
from services.psa_sync.ports import Refused

HALO = HaloNames({1: "New"}, {7: "Maya Osei"})
AUTOTASK = AutotaskNames({1: "New"}, {}, {}, {}, {}, {}, {})
FIELDS = (
    "id", "summary", "title", "status", "status_id", "agent_id", "companyID", "queueID", "name", "board", "company",
    "contact", "contactName", "identifier", "_info", "lastUpdated", "dateEntered", "lastActivityDate", "text", "note",
    "description", "member", "timetaken", "datetime", "createDateTime", "creatorResourceID", "communicationItems",
    "communicationType", "defaultFlag", "value", "firstName", "lastName", "email", "inventory_number", "referenceTitle",
    "companyName", "publish", "type",
)  # fmt: skip
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.datetimes().map(datetime.isoformat),
    st.sampled_from([10**400, -(10**400), math.nan, math.inf, "9" * 5_000, "\ud800", "0001-01-01T00:00:00+14:00"]),
)
ANY = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3)),
    max_leaves=6,
)
RECORDS = st.dictionaries(st.sampled_from(FIELDS), ANY, max_size=10).map(lambda one: {"id": 5, **one})
READ: list[Callable[[dict[str, Any]], Any]] = [
    lambda one: connectwise.ticket_seen(one, "https://na.myconnectwise.net"),
    connectwise.company_seen, connectwise.contact_seen, connectwise.contact_of, connectwise.configuration_seen,
    connectwise.note_seen, connectwise.note_at, connectwise.member_seen,
    lambda one: autotask.ticket_seen(one, AUTOTASK, None),
    autotask.company_seen, autotask.contact_seen, autotask.configuration_seen, autotask.member_seen,
    lambda one: autotask.note_seen(one, {7: "Maya Osei"}),
    lambda one: autotask.time_note_seen(one, {7: "Maya Osei"}),
    lambda one: halopsa.ticket_seen(one, HALO, "https://msp.halopsa.com"),
    halopsa.description_of, halopsa.company_seen, halopsa.contact_seen, halopsa.configuration_seen, halopsa.note_seen,
    halopsa.hours_of, halopsa.member_seen,
]  # fmt: skip


@pytest.mark.parametrize("read", READ)
@settings(max_examples=40)
@given(record=RECORDS)
def test_given_any_answer_when_read_then_it_is_refused_or_can_be_kept(
    read: Callable[[dict[str, Any]], Any], record: dict[str, Any]
) -> None:
    try:
        found = read(record)
    except Refused:
        return
    if hasattr(found, "model_dump_json"):
        assert found.model_dump_json().encode()


def test_given_hours_when_read_then_they_are_those() -> None:
    assert (halopsa.hours_of({"timetaken": 0.5}), halopsa.hours_of({"timetaken": math.nan})) == (0.5, 0.0)


def test_given_a_time_at_the_end_of_all_times_when_read_then_it_is_one_or_none() -> None:
    note = {"text": "x", "dateCreated": "9999-12-31T23:59:59-14:00", "_info": {"dateEntered": "2026-11-20T10:00:00Z"}}

    assert connectwise.note_at(note) == datetime(2026, 11, 20, 10, tzinfo=UTC)
