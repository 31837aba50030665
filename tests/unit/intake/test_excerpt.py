"""A long log is cut so that its errors survive."""

import pytest

from services.intake.excerpt import excerpt
from tests.unit.intake.logs import long_log

TRACE = """\
2026-10-02 10:15:00 ERROR Service stopped
Traceback (most recent call last):
  File "worker.py", line 10, in run
    connect()
ConnectionResetError: [WinError 10054] An existing connection was forcibly closed
"""


def test_given_a_short_log_when_cut_then_it_is_whole() -> None:
    assert excerpt("one\ntwo\n") == "one\ntwo\n"


@pytest.mark.parametrize("budget", [2000, 8000, 20_000])
def test_given_a_long_log_when_cut_then_it_keeps_to_the_budget(budget: int) -> None:
    assert len(excerpt(long_log(TRACE), budget)) <= budget


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_given_one_error_anywhere_when_cut_then_its_whole_block_is_kept(share: float) -> None:
    cut = excerpt(long_log(TRACE, at=share))
    assert TRACE in cut


def test_given_a_long_log_when_cut_then_head_and_tail_are_kept_and_gaps_are_counted() -> None:
    cut = excerpt(long_log(TRACE))
    assert cut.startswith("2026-10-02 10:00:00 INFO")
    assert "[… " in cut
    assert cut.rstrip().splitlines()[-1].startswith(("2026", "[the line above"))


def test_given_many_errors_of_one_kind_when_cut_then_a_rare_one_is_still_shown() -> None:
    flood = "".join(f"ERROR connection {number} timed out\n" for number in range(5000))
    cut = excerpt(long_log(flood + "ERROR certificate expired on mail01\n" + flood))
    assert "ERROR certificate expired on mail01" in cut
    assert "[the line above" in cut or "[lines of this kind:" in cut


def test_given_errors_that_differ_in_their_code_when_cut_then_each_code_is_shown() -> None:
    between = "INFO all is well here, nothing to see\n" * 200
    codes = ["0x80070005", "0x8007000e", "0xc0000234"]
    cut = excerpt(long_log(between.join(f"update failed with {code}\n{between}" for code in codes)))
    assert [code for code in codes if code in cut] == codes


@pytest.mark.parametrize(
    "harmless", ["finished with 0 errors", "errors: 0", "no errors were found", "0x7ffe0080 mapped"]
)
def test_given_a_line_that_denies_errors_when_cut_then_it_is_no_error(harmless: str) -> None:
    assert harmless not in excerpt(long_log(f"{harmless}\n"))


def test_given_an_error_inside_a_very_long_line_when_cut_then_the_part_around_it_is_kept() -> None:
    log = "x" * 500_000 + " access denied to share " + "y" * 500_000
    assert "access denied to share" in excerpt(log)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "log",
    ["\n" * 5_000_000, "error\n" * 1_000_000, "x" * 5_000_000, "fatalerror" * 500_000, "0x8" * 1_500_000],
    ids=["empty lines", "only errors", "one line", "one line of keywords", "one line of codes"],
)
def test_given_a_hostile_log_when_cut_then_it_is_done_in_seconds_and_in_budget(log: str) -> None:
    assert len(excerpt(log)) <= 8000


def test_given_repeated_lines_when_cut_then_they_are_shown_once_and_counted() -> None:
    cut = excerpt("".join(f"10:00:{number % 60:02} INFO heartbeat {number}\n" for number in range(20_000)))
    assert cut.count("heartbeat") == 2
    assert cut.count("more times]") == 2
