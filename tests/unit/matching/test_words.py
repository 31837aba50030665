"""Words and error codes."""

import pytest

from services.matching.words import codes, query_terms, split_codes, weighted_terms, words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Error 0x80070035 when mapping", "0x80070035"),
        ("error 0X0000011B while printing", "0x11b"),
        ("HRESULT -2147024891 returned", "0x80070005"),
        ("Event ID 4740 in the log", "event 4740"),
        ("EventID: 4740", "event 4740"),
        ("after KB5034441 was installed", "kb5034441"),
        ("550 5.7.57 Client not authenticated", "smtp 5.7.57"),
        ("AADSTS50105: not assigned", "aadsts50105"),
        ("stop code 124", "error 124"),
        ("bug check CRITICAL_PROCESS_DIED", "critical_process_died"),
    ],
)
def test_given_an_error_code_when_read_then_it_has_one_spelling(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize("text", ["Windows 10.0.19045 build", "it costs 5.50 euro", "call me at 4740"])
def test_given_a_plain_number_when_read_then_it_is_no_code(text: str) -> None:
    assert codes(text) == set()


def test_given_inflected_words_when_read_then_they_meet() -> None:
    assert words("Printers printing printed") == words("printer") + words("print") * 2


def test_given_stop_words_when_read_then_they_are_left_out() -> None:
    assert words("it is not on the") == []


def test_given_a_head_and_a_body_when_weighted_then_the_head_counts_three_times() -> None:
    assert weighted_terms("spooler", "spooler stuck") == {"spooler": 4, "stuck": 1}


def test_given_a_query_with_a_code_when_split_then_words_and_codes_are_told_apart() -> None:
    plain, exact = split_codes(query_terms("spooler 0x11b"))
    assert "spooler" in plain
    assert exact == ("0x11b",)


def test_given_words_side_by_side_when_weighted_then_the_head_holds_them_in_pairs() -> None:
    terms = weighted_terms("account locked out", "screen locked")
    assert terms["+account lock"] == 1
    assert "+screen lock" not in terms
    assert "+account lock" in query_terms("Her account is locked")
