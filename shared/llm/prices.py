"""What a million tokens cost, per model, in US dollars. Prices change: the table has a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

CACHE_READ = Decimal("0.1")  # of the input price
CACHE_WRITE = Decimal("1.25")


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    input: Decimal
    output: Decimal

    @property
    def cache_read(self) -> Decimal:
        """Tokens that came out of the prompt cache."""
        return self.input * CACHE_READ

    @property
    def cache_write(self) -> Decimal:
        """Tokens that were put into the prompt cache."""
        return self.input * CACHE_WRITE


@dataclass(frozen=True, slots=True)
class Prices:
    """A price list. A model that is not in it costs as much as the dearest one: budgets never under-count."""

    version: str
    per_million: Mapping[str, Price]

    def of(self, model: str) -> Price:
        """The price of a model, known by its full name or without the date at its end."""
        for name in (model, model.rsplit("-", 1)[0]):
            if name in self.per_million:
                return self.per_million[name]
        return max(self.per_million.values(), key=lambda price: price.output)


def price_list(version: str, table: Mapping[str, tuple[str, str]]) -> Prices:
    """A price list from `{model: (input, output)}` in dollars for a million tokens."""
    return Prices(version, {name: Price(Decimal(i), Decimal(o)) for name, (i, o) in table.items()})


DEFAULT_VERSION = "2026-11"
DEFAULT_TABLE: Mapping[str, tuple[str, str]] = {
    "claude-haiku-5-5": ("0.10", "0.50"),
    "claude-sonnet-5-5": ("2", "10"),
    "claude-opus-5-5": ("4", "20"),
    "claude-fable-5-1": ("10", "50"),
}
