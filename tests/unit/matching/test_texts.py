"""Which texts are indexed and looked up."""

from services.matching.texts import PASSAGE_CHARS, body_text, case_passages, head_text, passages_of, telling_lines
from tests.unit.matching.examples import content


def test_given_a_flow_when_indexed_then_head_and_body_hold_what_they_should() -> None:
    flow = content()
    assert head_text(flow) == (
        "Printer offline. Use when a network printer shows as offline. printer offline, cannot print"
    )
    assert "Does the printer answer a ping? Yes No" in body_text(flow)
    assert "Reseat the network cable." in body_text(flow)


def test_given_a_log_when_read_then_its_failures_are_taken_once() -> None:
    log = "10:00 start\n10:01 ERROR disk full\n10:01 ERROR disk full\n10:02 ok"
    assert telling_lines(log) == "10:01 ERROR disk full"


def test_given_a_log_without_failures_when_read_then_its_end_is_taken() -> None:
    assert telling_lines("\n".join(map(str, range(20)))) == "15\n16\n17\n18\n19"


def test_given_a_summary_that_repeats_the_text_when_looked_up_then_it_is_not_asked_twice() -> None:
    assert case_passages("Printer is dead", "Printer is dead", (), None) == ("Printer is dead",)


def test_given_text_summary_and_log_when_looked_up_then_each_is_asked() -> None:
    passages = case_passages("It is dead", "Printer does not answer", ("no ping",), "error 5")
    assert passages == ("It is dead", "Printer does not answer. no ping", "error 5")


def test_given_a_long_head_when_cut_into_passages_then_every_keyword_is_in_one() -> None:
    head = "Printer offline. " + ", ".join(f"keyword{number}" for number in range(60))
    passages = passages_of(head)
    assert len(passages) > 1
    assert max(map(len, passages)) <= PASSAGE_CHARS
    assert " ".join(passages) == head
