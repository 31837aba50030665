"""The ticket in a case's document, from the start of the case or linked later, as the PSA tells of it."""

from uuid import UUID

from services.gateway.projections.case_ticket import CHANGES_KEPT
from services.gateway.routes.case_detail_models import Case
from services.intake.events import CaseClassified
from tests.unit.diagnosis.examples import OPEN
from tests.unit.gateway.case_kit import RECEIVED, folded
from tests.unit.gateway.psa_kit import (
    CLOSED,
    CONNECTION,
    LINKED,
    WITH_TICKET,
    changed,
    loaded,
    unavailable,
)

CLASSIFIED = CaseClassified(
    summary="Printer is offline", domain="printing", symptoms=[], urgency="medium", engine="playbook", usage=None,
    psa_context_status="unavailable", ticket_context=None, fallback=False, prompt_version=None,
)  # fmt: skip


def test_given_no_ticket_when_folded_then_the_case_has_none() -> None:
    assert folded(RECEIVED, *OPEN)["ticket"] is None


def test_given_a_ticket_when_the_case_begins_then_its_context_is_waited_for() -> None:
    case = folded(WITH_TICKET)

    assert (case["ticket"]["id"], case["ticket"]["context_status"], case["ticket"]["version"]) == ("4711", "waiting", 0)
    assert (case["ticket"]["summary"], case["ticket_data"], case["psa_context_status"]) == (None, None, None)


def test_given_the_context_when_it_comes_then_the_ticket_reads_as_the_psa_told_it() -> None:
    case = folded(WITH_TICKET, loaded(), *OPEN)

    ticket = case["ticket"]
    assert (ticket["context_status"], ticket["ref"], ticket["summary"], ticket["version"]) == (
        "loaded", "CW #4711", "Printer is offline", 1,
    )  # fmt: skip
    assert ticket["connection_id"] == str(CONNECTION)
    assert (case["psa_context_status"], case["ticket_data"]["description"]) == ("loaded", "Nothing prints")
    assert Case.model_validate(case).ticket is not None


def test_given_the_context_came_after_the_wait_when_the_case_is_classified_without_then_it_is_known_all_the_same() -> (
    None
):
    case = folded(WITH_TICKET, loaded(), CLASSIFIED)

    assert (case["psa_context_status"], case["ticket_data"]["ticket"]["id"]) == ("loaded", "4711")


def test_given_the_psa_is_away_when_the_case_goes_on_then_the_ticket_says_why_it_says_nothing() -> None:
    ticket = folded(WITH_TICKET, unavailable("away"))["ticket"]

    assert (ticket["context_status"], ticket["unavailable_reason"], ticket["summary"]) == ("unavailable", "away", None)


def test_given_a_loaded_ticket_when_a_reload_finds_the_psa_away_then_what_was_told_stays() -> None:
    case = folded(WITH_TICKET, loaded(), unavailable("away"))

    ticket = case["ticket"]
    assert (ticket["context_status"], ticket["unavailable_reason"]) == ("loaded", "away")
    assert (ticket["summary"], case["psa_context_status"]) == ("Printer is offline", "loaded")
    assert folded(WITH_TICKET, unavailable("away"), loaded())["ticket"]["unavailable_reason"] is None


def test_given_a_change_in_the_psa_when_folded_then_the_ticket_and_its_last_changes_say_so() -> None:
    ticket = folded(WITH_TICKET, loaded(), changed("In Progress", notes=2), CLOSED)["ticket"]

    assert (ticket["status"], ticket["closed"]) == ("Closed", True)
    first, second = ticket["changes"]
    assert (first["changes"][0]["after"], first["new_notes"], first["closed"]) == ("In Progress", 2, False)
    assert (second["changes"], second["closed"]) == ([], True)


def test_given_many_changes_when_folded_then_the_last_ones_are_kept() -> None:
    ticket = folded(WITH_TICKET, *(changed(f"Step {number}") for number in range(CHANGES_KEPT + 5)))["ticket"]

    assert [change["changes"][0]["after"] for change in ticket["changes"]][-1] == f"Step {CHANGES_KEPT + 4}"
    assert len(ticket["changes"]) == CHANGES_KEPT


def test_given_another_ticket_is_linked_when_the_first_one_s_news_come_then_they_change_nothing() -> None:
    case = folded(WITH_TICKET, *OPEN, loaded(), LINKED, changed(), unavailable("not_found"))

    assert (case["psa_ticket_id"], case["psa_connection_id"]) == ("4712", str(CONNECTION))
    assert (case["ticket"]["id"], case["ticket"]["context_status"], case["ticket"]["changes"]) == (
        "4712",
        "waiting",
        [],
    )
    assert (case["ticket_data"], case["psa_context_status"]) == (None, None)
    linked = folded(WITH_TICKET, *OPEN, loaded(), LINKED, loaded(id="4712", ref="CW #4712"))
    assert (linked["ticket"]["ref"], linked["ticket_data"]["ticket"]["id"]) == ("CW #4712", "4712")


def test_given_a_ticket_named_by_its_number_when_the_psa_tells_its_id_then_news_under_either_are_of_it() -> None:
    told = loaded(id="90017").model_copy(update={"ticket_id": "4711"})
    news = changed().model_copy(update={"ticket": told.context.ticket.model_copy(update={"status": "Waiting"})})

    case = folded(WITH_TICKET, told, news)

    assert (case["psa_ticket_id"], case["ticket"]["id"], case["ticket"]["status"]) == ("4711", "90017", "Waiting")
    assert folded(WITH_TICKET, told, unavailable("away"))["ticket"]["unavailable_reason"] == "away"


def test_given_another_psa_was_linked_when_the_first_tells_of_a_ticket_of_that_number_then_it_is_not_the_case_s() -> (
    None
):
    linked = LINKED.model_copy(update={"psa_connection_id": str(UUID(int=32)).upper(), "psa_ticket_id": "4711"})
    there = loaded().model_copy(update={"connection_id": UUID(int=32)})

    assert folded(WITH_TICKET, *OPEN, linked, loaded())["ticket"]["context_status"] == "waiting"
    assert folded(WITH_TICKET, *OPEN, linked, there, changed())["ticket"]["status"] == "New"
    assert folded(WITH_TICKET, *OPEN, linked, loaded(), there)["ticket"]["context_status"] == "loaded"
