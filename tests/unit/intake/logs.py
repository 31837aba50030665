"""Logs for tests, made on the spot."""

WORDS = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel")
COUNT = 20_000


def _line(number: int) -> str:
    word, other = WORDS[number % 8], WORDS[number // 8 % 8]
    return f"2026-10-02 10:{number % 3600 // 60:02}:{number % 60:02} INFO request {word} {other} served\n"


INFO_LINES = "".join(map(_line, range(COUNT)))


def long_log(middle: str, at: float = 0.5) -> str:
    """A megabyte of ordinary lines with something else after the share `at` of them."""
    cut = INFO_LINES.index("\n", int(len(INFO_LINES) * at)) + 1
    return INFO_LINES[:cut] + middle + INFO_LINES[cut:]
