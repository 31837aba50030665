"""What a text says without a model."""

import pytest

from services.intake.adapters.wording import shorten, summary_of, symptoms_of, urgency_of

MAIL = """\
Subject: RE: FW: Printer on the second floor is offline
From: Pat <pat@example.com>

Hi team,

The printer on the second floor is offline since this morning. We restarted it twice and nothing changed. \
It says error 0x0000011b on the print server.

Thanks,
Pat
"""


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Outlook keeps asking for the password", "Outlook keeps asking for the password"),
        ("Hi team,\n\nVPN drops every hour. Please help!", "VPN drops every hour."),
        ("Good morning, nobody can print. It is urgent.", "nobody can print."),
        (MAIL, "Printer on the second floor is offline"),
        ("Please help\n\nTeams has no sound", "Teams has no sound"),
    ],
)
def test_given_a_text_when_summed_up_then_its_first_telling_sentence_is_taken(text: str, summary: str) -> None:
    assert summary_of(text, None, None) == summary


def test_given_only_a_log_when_summed_up_then_its_worst_line_is_taken() -> None:
    log = "2026-10-02 10:15:00 INFO started\n2026-10-02 10:15:01 ERROR Netlogon 5719: no secure session\n"
    assert summary_of(None, log, None) == "Netlogon 5719: no secure session"


def test_given_only_a_ticket_when_summed_up_then_its_title_is_taken() -> None:
    assert summary_of(None, None, {"ticket": {"id": 4, "summary": "Mailbox full"}}) == "Mailbox full"


@pytest.mark.parametrize("text", [None, "", "!!!", "Hi,", "Thanks"])
def test_given_nothing_telling_when_summed_up_then_there_is_no_summary(text: str | None) -> None:
    assert summary_of(text, None, None) is None


def test_given_a_mail_when_read_then_its_symptoms_are_the_sentences_that_name_trouble() -> None:
    assert symptoms_of(MAIL, None) == [
        "Printer on the second floor is offline",
        "The printer on the second floor is offline since this morning.",
        "We restarted it twice and nothing changed.",
        "It says error 0x0000011b on the print server.",
    ]


def test_given_a_text_and_a_log_when_read_then_both_give_symptoms_and_there_are_at_most_six() -> None:
    text = " ".join(f"Part {number} does not work." for number in range(9))
    log = "".join(f"ERROR module {name} failed\n" for name in "abcdefg")
    symptoms = symptoms_of(text, log)
    assert len(symptoms) == 6
    assert symptoms[0] == "Part 0 does not work."
    assert symptoms[-1] == "module c failed"


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("There is a ransom note in every folder", "critical"),
        ("Everyone in the office has lost the network", "critical"),
        ("The CEO cannot open his mail before the board meeting", "high"),
        ("The file server is down", "critical"),
        ("Urgent: the order screen hangs", "high"),
        ("How do I add a signature?", "low"),
        ("Screen is a bit dark, no rush", "low"),
        ("Outlook asks for the password", "medium"),
    ],
)
def test_given_a_text_when_judged_then_reach_danger_and_time_count(text: str, urgency: str) -> None:
    assert urgency_of(text) == urgency


@pytest.mark.parametrize("text", ["word " * 100, "x" * 500, "a  b\n" * 100])
def test_given_a_long_line_when_shortened_then_it_fits_and_ends_at_a_word(text: str) -> None:
    short = shorten(text, 120)
    assert len(short) <= 120
    assert short.endswith("…")
    assert "\n" not in short


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", [" " * 200_000, "key=" * 50_000, "a" * 200_000, "hi " * 70_000, "\n" * 200_000])
def test_given_a_hostile_text_when_read_then_it_is_done_at_once(text: str) -> None:
    summary_of(text, None, None)
    symptoms_of(text, None)
    urgency_of(text)
