import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidInput
from shared.llm.nested import as_json, brief
from shared.llm.redaction import MAX_RULE_LENGTH, MAX_RULES, Redactor
from tests.unit.llm.planting import RULES, SECRETS, found, texts


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
    began = time.process_time()
    redactor.apply(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("rule", ["(", r"(?=x)", r"(a)\1", "a*", "x" * (MAX_RULE_LENGTH + 1)])
def test_given_a_rule_that_is_no_use_when_compiled_then_it_is_refused(rule: str) -> None:
    with pytest.raises(InvalidInput):
        Redactor([rule])


def test_given_too_many_rules_when_compiled_then_they_are_refused() -> None:
    with pytest.raises(InvalidInput):
        Redactor(["x"] * (MAX_RULES + 1))


def test_given_hidden_characters_within_a_secret_when_applied_then_it_is_masked_all_the_same() -> None:
    assert Redactor([]).apply("pass\u200bword=Hunter2\u00adsecret") == "[redacted]"


def test_given_a_private_key_whose_end_was_cut_when_applied_then_it_is_masked_to_the_end() -> None:
    assert Redactor([]).apply("key: -----BEGIN PRIVATE KEY-----\nMIIE\nowIB") == "key: [redacted]"


def test_given_names_that_read_the_same_when_masked_then_none_is_lost() -> None:
    masked = Redactor([r"u\d"]).apply_within({"u1": "a", "u2": "b", "open": None, 2: 1.5})
    assert masked == {"[redacted]": "a", "[redacted] 2": "b", "open": None, "2": 1.5}


def test_given_a_number_that_a_rule_names_when_masked_then_it_is_gone() -> None:
    assert Redactor([r"\b\d{8}\b"]).apply_within({"account": 12345678, "floor": 3}) == {
        "account": "[redacted]",
        "floor": 3,
    }


def _containing(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3)


VALUES = st.recursive(texts() | st.integers() | st.booleans() | st.none(), _containing, max_leaves=10)


@given(value=VALUES)
def test_given_any_json_value_with_secrets_in_it_when_masked_and_put_into_json_then_none_is_there(value: Any) -> None:
    assert not found(as_json(Redactor(RULES).apply_within(value)))


@given(description=texts(), notes=st.lists(texts(), max_size=3), padding=st.integers(3_900, 4_010))
def test_given_a_ticket_when_it_is_cut_then_no_piece_of_a_secret_is_left_at_the_cut(
    description: str, notes: list[str], padding: int
) -> None:
    lines = "x\n" * (padding // 2)
    context = {"description": lines + description, "notes": [{"text": "x" * 989 + "\n" + note} for note in notes]}
    shown = json.dumps(brief(Redactor(RULES).apply_within(context), 1_000, description=4_000))
    assert not [secret for secret in SECRETS if json.dumps(secret)[1:12] in shown]
