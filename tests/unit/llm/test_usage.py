from decimal import Decimal

from shared.llm.prices import price_list
from shared.llm.usage import Tokens, Usage, cost

PRICES = price_list("v", {"small": ("1", "5"), "large": ("10", "50")})


def test_given_tokens_of_each_kind_when_priced_then_the_cache_has_prices_of_its_own() -> None:
    tokens = Tokens(input=1_000_000, output=100_000, cache_read=1_000_000, cache_write=1_000_000)
    assert cost(tokens, "small", PRICES) == Decimal("2.85")  # 1 + 0.5 + 0.1 + 1.25


def test_given_a_dated_model_name_when_priced_then_the_date_does_not_matter() -> None:
    assert PRICES.of("small-20261101") == PRICES.of("small")


def test_given_an_unknown_model_when_priced_then_it_costs_as_much_as_the_dearest() -> None:
    assert PRICES.of("new-model") == PRICES.of("large")


def test_given_a_usage_when_written_to_an_event_then_money_is_a_plain_decimal() -> None:
    usage = Usage.of("small", Tokens(input=1, output=1), PRICES, 0.25, 2)
    assert usage.to_dict() == {
        "model": "small",
        "input_tokens": 1,
        "output_tokens": 1,
        "cache_read_tokens": 0,
        "cache_write_tokens": 0,
        "cost_usd": "0.000006",
        "latency_ms": 250,
        "calls": 2,
    }
