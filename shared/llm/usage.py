"""What calls take: tokens, money, time."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shared.llm.prices import Prices


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one or more calls; `input` without those that came from or went into the prompt cache."""

    input: int = 0
    output: int = 0
    cache_read: int = 0
    cache_write: int = 0

    def __add__(self, other: "Tokens") -> "Tokens":
        return Tokens(
            self.input + other.input,
            self.output + other.output,
            self.cache_read + other.cache_read,
            self.cache_write + other.cache_write,
        )


@dataclass(frozen=True, slots=True)
class Usage:
    """What one question took, failed tries and the repair included. Cost in US dollars, latency in ms."""

    model: str
    tokens: Tokens
    cost_usd: Decimal
    latency_ms: int
    calls: int

    @staticmethod
    def of(model: str, tokens: Tokens, prices: Prices, latency_s: float, calls: int) -> "Usage":
        """The usage of `calls` calls to one model."""
        return Usage(model, tokens, cost(tokens, model, prices), round(latency_s * 1000), calls)

    def to_dict(self) -> dict[str, Any]:
        """The form in which events carry it: money as a decimal string."""
        return {
            "model": self.model,
            "input_tokens": self.tokens.input,
            "output_tokens": self.tokens.output,
            "cache_read_tokens": self.tokens.cache_read,
            "cache_write_tokens": self.tokens.cache_write,
            "cost_usd": f"{self.cost_usd:f}",
            "latency_ms": self.latency_ms,
            "calls": self.calls,
        }


def cost(tokens: Tokens, model: str, prices: Prices) -> Decimal:
    """US dollars, to the millionth."""
    price = prices.of(model)
    millionths = (
        tokens.input * price.input
        + tokens.output * price.output
        + tokens.cache_read * price.cache_read
        + tokens.cache_write * price.cache_write
    )
    return (millionths / 1_000_000).quantize(Decimal("0.000001"))
