"""Blacking out what no model may see: what a client company's rules name, and what looks like a secret."""

from collections.abc import Mapping, Sequence
from typing import Any

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

from shared.errors import InvalidInput
from shared.llm.untrusted import clean

MASK = "[redacted]"
MAX_RULES = 50
MAX_RULE_LENGTH = 300

SECRETS = (
    r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*",  # JSON web token
    r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)",  # also one that was cut
    r"\bsk-ant-[\w-]{8,}",
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    r"(?i)\bbearer [\w.~+/=-]{16,}",
    r"(?i)\b(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key)\s*=\s*[^\s;,&]{4,}",
)


class Redactor:
    """Replaces what its rules match by `[redacted]`.

    Rules are regular expressions in RE2 syntax: matching takes linear time whatever the rule and the text. Apply them
    to each text as it was written, before it is cut, joined or put into JSON: what a rule names may not be there after.
    Raises `InvalidInput` for a rule that cannot be read, is too long or matches empty text.
    """

    def __init__(self, rules: Sequence[str]) -> None:
        if len(rules) > MAX_RULES:
            raise InvalidInput("too_many_redaction_rules", f"At most {MAX_RULES} redaction rules a client.")
        self._patterns = [_compile(rule) for rule in (*SECRETS, *rules)]

    def apply(self, text: str) -> str:
        """The text without hidden characters, which could stand within a match, and with every match masked."""
        text, _ = clean(text)
        for pattern in self._patterns:
            text = pattern.sub(MASK, text)
        return text

    def apply_within(self, value: Any) -> Any:
        """A JSON value with every match masked in its texts, names and numbers; what JSON does not know becomes text.

        Names that read the same afterwards are numbered, so that nothing is lost.
        """
        match value:
            case None | bool():
                return value
            case str():
                return self.apply(value)
            case Mapping():
                return self._members(value)
            case list() | tuple():
                return [self.apply_within(part) for part in value]
            case int() | float():
                shown = self.apply(str(value))
                return value if shown == str(value) else shown
            case _:
                return self.apply(str(value))

    def _members(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        masked: dict[str, Any] = {}
        for name, part in value.items():
            shown = self.apply(str(name))
            masked[f"{shown} {len(masked) + 1}" if shown in masked else shown] = self.apply_within(part)
        return masked


def _compile(rule: str) -> "re2._Regexp":
    if len(rule) > MAX_RULE_LENGTH:
        raise InvalidInput("redaction_rule_too_long", f"A rule has at most {MAX_RULE_LENGTH} characters.")
    options = re2.Options()
    options.log_errors = False
    try:
        pattern = re2.compile(rule, options)
    except re2.error:
        detail = "The rule is not a regular expression in RE2 syntax (no look-around)."
        raise InvalidInput("redaction_rule_unreadable", detail) from None
    if pattern.search("") is not None:
        raise InvalidInput("redaction_rule_too_wide", "The rule matches empty text; make it more specific.")
    return pattern
