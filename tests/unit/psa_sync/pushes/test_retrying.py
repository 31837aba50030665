"""When a push is tried again, and when no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.psa_sync.ports import Away, Busy, PsaFailed, Refused, Unauthorized, Unclear
from services.psa_sync.pushes.domain import Push
from services.psa_sync.pushes.retrying import Retrying, Verdict
from tests.unit.psa_sync.pushes.test_domain import REQUESTED

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
RETRYING = Retrying(window=120 * SECOND, give_up=24 * HOUR, first=30 * SECOND, longest=2 * HOUR)
PUSH = Push(REQUESTED, phase="attempting", attempts=1, trying_since=AT)
AWAY = Away("not_connected", "Away.")


def after(error: PsaFailed, push: Push = PUSH, now: datetime = AT, chance: float = 1.0) -> Verdict:
    return RETRYING.after(error, push, now, chance)


@pytest.mark.parametrize(("failures", "wait"), [(0, 30), (1, 60), (2, 120), (8, 7200), (500, 7200)])
def test_given_failures_in_a_row_when_the_psa_is_away_then_the_wait_doubles_up_to_the_longest(
    failures: int, wait: int
) -> None:
    assert after(AWAY, replace(PUSH, failures=failures)).retry_at == AT + wait * SECOND


def test_given_jitter_when_the_psa_is_away_then_the_wait_is_between_half_and_all_of_it() -> None:
    assert after(AWAY, chance=0.0).retry_at == AT + 15 * SECOND
    assert after(AWAY, chance=0.5).retry_at == AT + 22.5 * SECOND


def test_given_an_unclear_end_then_at_least_the_window_is_waited() -> None:
    assert after(Unclear("no_reply", "?"), chance=0.0).retry_at == AT + RETRYING.window


def test_given_a_busy_psa_that_says_when_then_not_before() -> None:
    assert after(Busy("busy", "Busy.", 50 * SECOND), chance=0.0).retry_at == AT + 50 * SECOND
    assert after(Busy("busy", "Busy."), chance=0.0).retry_at == AT + 15 * SECOND


def test_given_a_refusal_then_it_is_abandoned_but_a_conflict_passes() -> None:
    assert after(Refused("not_found", "No such ticket.")).abandon
    assert after(Refused("conflict", "Somebody else.")).retry_at == AT + 30 * SECOND


def test_given_keys_that_are_not_accepted_then_it_waits_for_the_connection() -> None:
    assert after(Unauthorized("unauthorized", "Keys.")) == Verdict()


def test_given_a_day_of_trying_then_it_is_abandoned_and_not_before() -> None:
    assert not after(AWAY, now=AT + 24 * HOUR - SECOND).abandon
    assert after(AWAY, now=AT + 24 * HOUR).abandon


def test_given_a_note_that_is_not_there_although_the_psa_said_so_when_it_happens_again_then_people_must_look() -> None:
    missing = Unclear("not_there", "Not there.")
    assert after(missing).retry_at is not None
    assert after(missing, replace(PUSH, code="not_there")).abandon


def test_given_only_clear_attempts_then_one_look_after_the_end_is_enough() -> None:
    assert RETRYING.looks(PUSH) == (RETRYING.window,)
    assert RETRYING.looks(replace(PUSH, touched=True))[-1] == RETRYING.give_up
