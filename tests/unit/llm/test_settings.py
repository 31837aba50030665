from decimal import Decimal

import pytest

from shared.llm.settings import ModelSettings


def test_given_an_environment_when_read_then_models_prices_and_budgets_come_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "from-environment")
    monkeypatch.setenv("RESOLUTIONFLOW_MODEL_OPEN_CHAT", "local-model")
    monkeypatch.setenv("RESOLUTIONFLOW_MODEL_PRICES", '{"local-model": ["0", "0"]}')
    monkeypatch.setenv("RESOLUTIONFLOW_MODEL_DAILY_BUDGET_USD", "2.5")
    settings = ModelSettings(_env_file=None)
    assert settings.api_key
    assert settings.api_key.get_secret_value() == "from-environment"
    assert settings.models()["open_chat"] == "local-model"
    assert settings.price_list().of("local-model").output == 0
    assert settings.budget().daily == Decimal("2.5")
    assert "from-environment" not in repr(settings)
