"""Secrets planted in texts where they are hard to find once the text is joined with others, cut or put into JSON."""

from hypothesis import strategies as st

RULES = (r"(?m)^Kunde:.*$", r"CONTOSO\\\w+", r"\bKV-\d{4}\b", r"„Zürich“\tNord")
SECRETS = (
    "password=Hunter2secret",
    "AKIAIOSFODNN7EXAMPLE",
    "sk-ant-api03-abcdefghijkl",
    "Bearer abcdefghijklmnopqrstuvwxyz",
    "Kunde: Brightwater & Söhne",
    "CONTOSO\\jsmith",
    "KV-2041",
    "„Zürich“\tNord",
)
"""Each stands on a line of its own, and the rules name those that do not look like secrets."""
PIECES = ("Hunter2", "AKIAIOSF", "abcdefghijkl", "Brightwater", "jsmith", "KV-2041", "„Zürich“")

_TALK = st.text(st.characters(codec="utf-8", exclude_characters="„"), max_size=10)
_ENDS = st.sampled_from(("\n", "\r\n", "\n\\ ", '\n"\n', "\n\u2028", "\n\u200b"))


def texts() -> st.SearchStrategy[str]:
    """Any text, with secrets among its lines."""
    planted = st.tuples(_TALK, _ENDS, st.sampled_from(SECRETS), st.just("\n"), _TALK).map(_planted)
    return _TALK | planted | st.sampled_from(SECRETS)


def _planted(parts: tuple[str, ...]) -> str:
    talk, end, secret, line_end, more = parts
    before = end if not secret.startswith("Kunde") else "\r\n"
    return f"{talk}{before}{secret}{line_end}{more}"


def found(text: str) -> list[str]:
    """The secrets that can be read in a text."""
    return [piece for piece in PIECES if piece in text]
