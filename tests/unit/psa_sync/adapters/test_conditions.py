"""Whatever somebody types, it is looked for, and never becomes a part of the question."""

from hypothesis import given
from hypothesis import strategies as st

from services.ops.demo.psa.conditions import parse
from services.psa_sync.adapters.connectwise.conditions import both, contains, either, named, one_of

NASTY = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='"\\%*[]()=, andornotclosedFlag', max_size=60),
    st.sampled_from(
        ['" or closedFlag = true or summary contains "', '\\" or id > 0 or summary = \\"', '"', '\\', "'", "[2026]"]
    ),
)  # fmt: skip


@given(NASTY)
def test_given_any_text_when_asked_for_then_what_else_is_asked_still_holds(text: str) -> None:
    asked = both("closedFlag = false", either("id = 7", contains("summary", text))) or ""

    holds = parse(asked)

    assert not holds({"id": 7, "summary": text, "closedFlag": True})
    assert holds({"id": 7, "summary": "", "closedFlag": False})


@given(NASTY)
def test_given_any_text_when_a_summary_holds_it_then_it_is_found(text: str) -> None:
    asked = contains("summary", text)

    if asked is not None:
        assert parse(asked)({"summary": f"before {text} after"})
        assert not parse(asked)({"summary": ""})


@given(NASTY)
def test_given_any_name_when_asked_for_then_the_object_of_that_name_is_found(name: str) -> None:
    plain = "".join(character for character in name.strip() if character.isprintable()) or "Help Desk"

    holds = parse(both("closedFlag = false", named("board/name", plain)) or "")

    assert holds({"board": {"name": plain}, "closedFlag": False})
    assert not holds({"board": {"name": plain}, "closedFlag": True})


def test_given_a_plain_name_when_asked_for_then_only_that_name_is_found() -> None:
    holds = parse(named("board/name", "Help Desk"))

    assert holds({"board": {"name": "help desk"}})
    assert not holds({"board": {"name": "Help Desk 2"}})


def test_given_nothing_when_asked_for_then_there_are_no_conditions() -> None:
    assert (contains("summary", ' "" '), both(None, None), either(None)) == (None, None, None)


def test_given_numbers_when_asked_for_then_each_is() -> None:
    holds = parse(one_of("id", [3, 5]))

    assert [number for number in range(7) if holds({"id": number})] == [3, 5]
