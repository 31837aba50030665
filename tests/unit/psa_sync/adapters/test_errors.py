"""Each answer of a PSA means one thing for us, and none of them repeats a key or what we sent."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.adapters.errors import blocked, failure, in_own_words, spoken
from services.psa_sync.ports import Away, Blocked, Busy, PsaFailed, Refused, Reply, Unauthorized, Unclear

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def reply(status: int, **headers: str) -> Reply:
    return Reply(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"")


@pytest.mark.parametrize(
    ("status", "read", "write", "code"),
    [
        (301, Refused, Refused, "redirected"),
        (307, Refused, Refused, "redirected"),
        (400, Refused, Refused, "invalid"),
        (401, Unauthorized, Unauthorized, "unauthorized"),
        (403, Refused, Refused, "forbidden"),
        (404, Refused, Refused, "not_found"),
        (405, Refused, Refused, "not_allowed"),
        (408, Away, Unclear, "server_error"),
        (409, Refused, Refused, "conflict"),
        (410, Refused, Refused, "not_found"),
        (413, Refused, Refused, "too_large"),
        (418, Refused, Refused, "refused"),
        (422, Refused, Refused, "invalid"),
        (429, Busy, Busy, "busy"),
        (500, Away, Unclear, "server_error"),
        (502, Away, Unclear, "server_error"),
        (503, Away, Unclear, "server_error"),
        (504, Away, Unclear, "server_error"),
        (599, Away, Unclear, "server_error"),
    ],
)
def test_given_a_status_when_it_comes_then_it_is_known_whether_it_happened(
    status: int, read: type[PsaFailed], write: type[PsaFailed], code: str
) -> None:
    reading = failure(reply(status), None, writes=False)
    writing = failure(reply(status), None, writes=True)

    assert (type(reading), type(writing)) == (read, write)
    assert reading is not None
    assert reading.code == code


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_given_a_success_when_it_comes_then_it_is_no_failure(status: int) -> None:
    assert failure(reply(status), None, writes=True) is None


def test_given_a_psa_that_is_busy_when_it_says_for_how_long_then_that_is_known_and_an_hour_at_most() -> None:
    waits = []
    for header in ("17", "Mon, 01 Jan 2024 00:00:99999999999999999999 GMT", "999999"):
        failed = failure(reply(429, retry_after=header), None, writes=True, now=NOW)
        assert isinstance(failed, Busy)
        waits.append(failed.retry_after)

    assert waits == [timedelta(seconds=17), None, timedelta(hours=1)]


def test_given_words_of_the_psa_when_they_are_its_own_then_they_are_told() -> None:
    words = spoken(["ticket object is invalid", None, 7, "The status\nis\x00 closed."], {"text": "Rebooted."}, ["k3y"])
    failed = failure(reply(400), words, writes=True)

    assert failed is not None
    assert failed.detail.endswith("It says: ticket object is invalid; 7; The status is closed.")


@pytest.mark.parametrize(
    "message",
    [
        "Key s3cret-private-key is wrong",
        "Key S3CRET-PRIVATE... is wrong",
        "cannot store 'Maria called about her salary' here",
        "cannot store 'Maria  called\nabout her salary' here",
    ],
)
def test_given_words_that_repeat_what_we_sent_when_read_then_they_are_not_told(message: str) -> None:
    sent = [{"text": "Maria called about her salary", "flag": True}, {"conditions": None}]

    assert spoken([message], sent, ["s3cret-private-key"]) is None


@given(st.lists(st.one_of(st.text(max_size=400), st.none(), st.integers()), max_size=4))
def test_given_any_words_when_told_then_the_detail_is_short_and_one_line(messages: list[object]) -> None:
    failed = failure(reply(500), spoken(messages, None, ()), writes=True)

    assert failed is not None
    assert len(failed.detail) <= 200
    assert "\n" not in failed.detail
    assert "\x00" not in failed.detail


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429, 500])
def test_given_a_failed_test_when_told_then_nothing_of_the_psa_is_repeated(status: int) -> None:
    failed = failure(reply(status, retry_after="9"), "internal admin page of 10.0.0.7", writes=False)
    assert failed is not None

    told = in_own_words(failed)

    assert (type(told), told.code) == (type(failed), failed.code)
    assert "10.0.0.7" not in f"{told.detail} {told} {told!r} {told.args}"
    assert not isinstance(told, Busy) or told.retry_after == timedelta(seconds=9)


def test_given_an_address_that_may_not_be_called_when_it_is_refused_then_that_may_pass() -> None:
    assert isinstance(blocked(Blocked("private_address")), Away)
