"""Settings of the models. Read from `RESOLUTIONFLOW_MODEL_<NAME>`; the key also from `ANTHROPIC_API_KEY`."""

from decimal import Decimal

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.llm.conversation import Limits
from shared.llm.ledger import Budget
from shared.llm.prices import DEFAULT_TABLE, DEFAULT_VERSION, Prices, price_list


class ModelSettings(BaseSettings):
    """Which models, where they are, and what they may cost."""

    model_config = SettingsConfigDict(
        env_prefix="RESOLUTIONFLOW_MODEL_",
        env_file=".env",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        use_attribute_docstrings=True,
    )

    api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("RESOLUTIONFLOW_MODEL_API_KEY", "ANTHROPIC_API_KEY")
    )
    """Without one no model is asked."""
    base_url: str = Field(
        default="https://api.anthropic.com",
        validation_alias=AliasChoices("RESOLUTIONFLOW_MODEL_BASE_URL", "ANTHROPIC_BASE_URL"),
    )
    """Any server that speaks the Messages API, without `/v1`."""
    native_schema: bool = True
    """Whether that server takes a JSON schema for its answer (structured output)."""

    quick_action: str = "claude-haiku-5-5"
    """Classification and other short work."""
    open_chat: str = "claude-sonnet-5-5"
    """Diagnosis, writing flows."""
    resolution_note: str = "claude-sonnet-5-5"
    """Notes on how a case was solved."""
    escalation_package: str = "claude-sonnet-5-5"
    """What the next engineer is handed with an escalated case."""

    deadline: float = 60.0
    """Seconds that one question may take, retries included."""
    idle_timeout: float = 20.0
    """Seconds without a byte after which a call has failed."""
    max_calls: int = 3
    """Calls that one question may take, the first one included."""
    backoff: float = 0.5
    """Seconds before the first retry; doubled each time."""
    breaker_threshold: int = 3
    """Failed questions in a row after which the model counts as away."""
    breaker_cool_down: float = 30.0
    """Seconds after which it is tried again."""

    daily_budget_usd: Decimal = Decimal(20)
    """What an account may spend in a UTC day."""
    monthly_budget_usd: Decimal = Decimal(300)
    """What an account may spend in a UTC month."""
    prices_version: str = DEFAULT_VERSION
    """The name of the price list; kept with each cost."""
    prices: dict[str, tuple[str, str]] = Field(default_factory=lambda: dict(DEFAULT_TABLE))
    """Dollars for a million tokens in and out, per model; a local one costs `["0", "0"]`."""

    def models(self) -> dict[str, str]:
        """The model of each task."""
        return {
            "quick_action": self.quick_action,
            "open_chat": self.open_chat,
            "resolution_note": self.resolution_note,
            "escalation_package": self.escalation_package,
        }

    def limits(self) -> Limits:
        """Bounds of one question."""
        return Limits(self.deadline, self.max_calls, self.backoff)

    def budget(self) -> Budget:
        """What an account may spend."""
        return Budget(self.daily_budget_usd, self.monthly_budget_usd)

    def price_list(self) -> Prices:
        """What tokens cost."""
        return price_list(self.prices_version, self.prices)
