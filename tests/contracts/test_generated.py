"""The generated files are what the code says, and say so when they are not."""

import pytest

from contracts import generate


def test_given_the_code_when_the_contracts_are_generated_then_the_files_hold_just_that() -> None:
    assert [str(file) for file in generate.outdated()] == [], f"run: {generate.FIX}"


def test_given_the_code_when_generated_twice_then_both_are_the_same() -> None:
    assert generate.documents() == generate.documents()


def test_given_a_file_that_is_out_of_date_when_checked_then_the_file_and_the_command_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = generate.ROOT / "docs/settings.md"
    monkeypatch.setattr(generate, "documents", lambda: {stale: "something else"})
    monkeypatch.setattr("sys.argv", ["generate", "--check"])

    code = generate.main()

    assert code == 1
    assert capsys.readouterr().err == "docs/settings.md does not agree with the code\nRun: make contracts\n"
