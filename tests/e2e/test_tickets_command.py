"""Tickets at the terminal: found, and a case started from one."""

import json

from tests.e2e.installation import Installation, wait_until


def tickets(installation: Installation, *words: str) -> list[dict[str, str]]:
    done = installation.run("tickets", *words, "--json")
    found: list[dict[str, str]] = json.loads(done.stdout)["tickets"] if done.returncode == 0 else []
    return found


def test_given_the_demo_s_tickets_when_sought_then_they_are_listed_and_a_case_starts_from_one(
    installation: Installation,
) -> None:
    wait_until(lambda: bool(tickets(installation)))
    [ticket] = tickets(installation, "Account", "locked", "again")

    listed = installation.run("tickets", "locked", "--connection", "northwind connectwise")
    done = installation.run("session", "--ticket", ticket["id"], "--json", typed="/quit\n")

    assert ticket["id"] in listed.stdout
    assert "Account locked again" in listed.stdout
    case = [json.loads(line) for line in done.stdout.splitlines()]
    assert any(ticket["summary"] in str(line.get("detail", line)) for line in case), done.stdout + done.stderr


def test_given_a_connection_that_is_not_there_when_named_then_it_is_said(installation: Installation) -> None:
    done = installation.run("tickets", "--connection", "nowhere")

    assert done.returncode == 1
    assert "There is no connection nowhere" in done.stderr


def test_given_a_ticket_that_is_not_there_when_sought_or_started_from_then_both_say_so(
    installation: Installation,
) -> None:
    sought = installation.run("tickets", "no such words anywhere")
    started = installation.run("session", "--ticket", "99999999", typed="/quit\n")

    assert "No open ticket was found" in sought.stdout
    assert "99999999 could not be read; the case goes on without it" in started.stdout
