"""Putting a `Model` together from its settings: for the composition root of a service."""

import time

import asyncpg

from shared.clock import Clock
from shared.llm.breaker import Breaker
from shared.llm.client import Model
from shared.llm.ledger import Ledger
from shared.llm.settings import ModelSettings


def open_model(settings: ModelSettings, pool: asyncpg.Pool, clock: Clock) -> Model:
    """A model over the service's pool. Needs an `api_key`; local servers take any."""
    if settings.api_key is None:
        raise ValueError("a model needs an API key")
    from shared.llm.sdk import open_transport  # noqa: PLC0415 - slow and big: not without a key

    key = settings.api_key.get_secret_value()
    return Model(
        transport=open_transport(key, settings.base_url, settings.idle_timeout),
        purse=Ledger(pool, settings.budget(), clock),
        models=settings.models(),
        prices=settings.price_list(),
        breaker=Breaker(settings.breaker_threshold, settings.breaker_cool_down, time.monotonic),
        limits=settings.limits(),
        native_schema=settings.native_schema,
    )
