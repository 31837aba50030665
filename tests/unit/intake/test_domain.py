"""A case is received once and classified once."""

import pytest

from services.intake.commands import EndTicketWait
from services.intake.domain import case_decider
from services.intake.events import TicketWaitEnded
from shared.testing.decider_spec import DeciderSpec
from tests.unit.intake.examples import (
    LIMITS,
    LOG,
    SCREENSHOT,
    TICKET,
    case_classified,
    case_received,
    classify_case,
    start_case,
)

spec = DeciderSpec(case_decider(LIMITS))


def test_given_nothing_when_a_case_is_started_then_it_is_received() -> None:
    spec.given().when(start_case()).then(case_received())


@pytest.mark.parametrize(
    "parts",
    [
        {"intake_type": "log_paste", "log": LOG},
        {"intake_type": "screenshot", "screenshots": [SCREENSHOT]},
        {"intake_type": "psa_ticket", "ticket": TICKET},
        {"intake_type": "combined", "ticket": TICKET},
        {"intake_type": "combined", "log": LOG, "screenshots": [SCREENSHOT]},
    ],
)
def test_given_nothing_when_any_one_part_is_brought_then_it_is_enough(parts: dict[str, object]) -> None:
    spec.given().when(start_case(text=None, **parts)).then(case_received(text=None, **parts))


@pytest.mark.parametrize("text", [None, "", " \n\t "])
@pytest.mark.parametrize("intake_type", ["free_text", "combined"])
def test_given_nothing_when_no_part_is_brought_then_it_is_refused(intake_type: str, text: str | None) -> None:
    spec.given().when(start_case(intake_type=intake_type, text=text)).then_refused(422, "nothing_given")


def test_given_nothing_when_the_type_names_a_part_that_is_missing_then_another_part_is_enough() -> None:
    spec.given().when(start_case(intake_type="log_paste")).then(case_received(intake_type="log_paste"))


def test_given_nothing_when_the_text_is_too_long_in_bytes_then_it_is_refused() -> None:
    refusal = spec.given().when(start_case(text="ü" * 51)).then_refused(413, "text_too_long")
    assert refusal.facts == {"limit": 100}


def test_given_nothing_when_the_text_fills_the_limit_then_it_is_received() -> None:
    spec.given().when(start_case(text="ü" * 50)).then(case_received(text="ü" * 50))


def test_given_nothing_when_the_text_holds_a_nul_then_it_is_refused() -> None:
    spec.given().when(start_case(text="disk\0full")).then_refused(422, "invalid_character")


def test_given_nothing_when_there_are_too_many_screenshots_then_it_is_refused() -> None:
    command = start_case(intake_type="screenshot", screenshots=[SCREENSHOT] * 3)
    spec.given().when(command).then_refused(422, "too_many_screenshots")


def test_given_a_received_case_when_it_is_started_again_then_it_is_refused() -> None:
    spec.given(case_received()).when(start_case()).then_refused(409, "already_started")


def test_given_a_received_case_when_it_is_classified_then_that_is_written_down() -> None:
    spec.given(case_received()).when(classify_case()).then(case_classified())


def test_given_no_case_when_it_is_classified_then_it_is_refused() -> None:
    spec.given().when(classify_case()).then_refused(409, "not_started")


def test_given_a_classified_case_when_a_second_answer_comes_then_nothing_happens() -> None:
    spec.given(case_received(), case_classified()).when(classify_case(domain="networking")).then_nothing()


def test_given_a_case_with_a_ticket_when_the_wait_ends_then_that_is_written_down_once() -> None:
    case = case_received(ticket=TICKET)
    spec.given(case).when(EndTicketWait()).then(TicketWaitEnded())
    spec.given(case, TicketWaitEnded()).when(EndTicketWait()).then_nothing()


def test_given_a_case_that_waits_for_no_ticket_when_the_wait_ends_then_nothing_happens() -> None:
    spec.given(case_received()).when(EndTicketWait()).then_nothing()
    spec.given(case_received(ticket=TICKET), case_classified()).when(EndTicketWait()).then_nothing()


def test_given_an_ended_wait_when_the_case_is_classified_then_that_is_written_down() -> None:
    history = (case_received(ticket=TICKET), TicketWaitEnded())
    spec.given(*history).when(classify_case(psa_context_status="unavailable")).then(
        case_classified(psa_context_status="unavailable")
    )
