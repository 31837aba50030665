import time

import pytest

from shared.errors import InvalidInput
from shared.llm.redaction import MAX_RULE_LENGTH, MAX_RULES, Redactor


def test_given_client_rules_when_applied_then_every_match_is_masked() -> None:
    redactor = Redactor([r"\b\d{3}-\d{2}-\d{4}\b", r"(?i)project \w+"])
    assert redactor.apply("SSN 078-05-1120, Project Falcon and project owl") == (
        "SSN [redacted], [redacted] and [redacted]"
    )


@pytest.mark.parametrize(
    "secret",
    [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nowIB\n-----END RSA PRIVATE KEY-----",
        "sk-ant-api03-abcdefghijkl",
        "AKIAIOSFODNN7EXAMPLE",
        "Bearer abcdefghijklmnopqrstuvwxyz",
    ],
)
def test_given_no_rules_when_text_holds_what_looks_like_a_secret_then_it_is_masked(secret: str) -> None:
    assert Redactor([]).apply(f"before {secret} after") == "before [redacted] after"


@pytest.mark.parametrize("rule", [r"(a+)+$", r"(a|a)*b", r"(.*a){20}x", r"\d*\d*\d*\d*X"])
def test_given_a_rule_that_makes_other_engines_explode_when_applied_then_time_stays_linear(rule: str) -> None:
    redactor = Redactor([f"!{rule}"])
    text = "!" + "a1" * 50_000
    began = time.perf_counter()
    redactor.apply(text)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("rule", ["(", r"(?=x)", r"(a)\1", "a*", "x" * (MAX_RULE_LENGTH + 1)])
def test_given_a_rule_that_is_no_use_when_compiled_then_it_is_refused(rule: str) -> None:
    with pytest.raises(InvalidInput):
        Redactor([rule])


def test_given_too_many_rules_when_compiled_then_they_are_refused() -> None:
    with pytest.raises(InvalidInput):
        Redactor(["x"] * (MAX_RULES + 1))
