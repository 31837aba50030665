"""Tokens that name a thing, in an address."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shared.id_token import id_token, read_id_token

KEY = bytes(range(32))
THING = UUID(int=7)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@given(st.uuids())
def test_given_a_thing_when_its_token_is_read_then_it_is_that_thing(thing: UUID) -> None:
    token = id_token(KEY, thing)

    assert len(token) == 43
    assert read_id_token(KEY, token) == thing
    assert read_id_token(bytes(32), token) is None


@given(st.integers(0, 42), st.sampled_from(LETTERS + "=%/ é\x00"))
def test_given_a_token_when_one_letter_is_another_then_it_is_none(place: int, letter: str) -> None:
    token = id_token(KEY, THING)
    forged = token[:place] + letter + token[place + 1 :]

    assert read_id_token(KEY, forged) == (THING if forged == token else None)


@given(st.text(max_size=60) | st.text(LETTERS + "=", min_size=42, max_size=44))
def test_given_any_text_when_it_is_read_then_it_is_no_token(text: str) -> None:
    assert read_id_token(KEY, text) is None
