import pytest

from services.ops.settings_table import MASKED, all_settings


def test_given_every_process_when_its_settings_are_listed_then_each_once_and_with_a_meaning() -> None:
    settings = list(all_settings())

    assert len({setting.variable for setting in settings}) == len(settings)
    assert [setting.variable for setting in settings if not setting.meaning] == []


def test_given_a_secret_when_settings_are_listed_then_it_is_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESOLUTIONFLOW_DATABASE_PASSWORD", "hunter2hunter2")

    shown = {setting.variable: setting.value for setting in all_settings()}

    assert shown["RESOLUTIONFLOW_DATABASE_PASSWORD"] == MASKED
