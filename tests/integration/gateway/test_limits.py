import asyncio
import time

import pytest
from sqlalchemy import text

from services.gateway.auth.database import open_engine
from services.gateway.limits import Limiter, rate
from shared.errors import TooManyRequests
from shared.settings import CommonSettings
from tests.conftest import Database
from tests.integration.gateway.kit import Gateway, open_gateway


async def _admitted(limiters: list[Limiter], name: str, tries: int, subject: str = "somebody") -> int:
    async def once(number: int) -> int:
        try:
            await limiters[number % len(limiters)].hit(name, subject)
        except TooManyRequests:
            return 0
        return 1

    return sum(await asyncio.gather(*(once(number) for number in range(tries))))


async def test_given_five_starts_when_a_sixth_comes_then_it_is_told_when_to_come_again(database: Database) -> None:
    async with open_engine(CommonSettings(database_url=database.url)) as engine:
        limiter = Limiter(engine)
        for _ in range(5):
            await limiter.hit("start", "somebody")
        with pytest.raises(TooManyRequests) as refused:
            await limiter.hit("start", "somebody")
        assert 50 <= refused.value.facts["retry_after"] <= 60
        await limiter.hit("start", "somebody else")
        await limiter.hit("answers", "somebody")


@pytest.mark.parametrize(("name", "limit"), [("start", 5), ("answers", 30), ("reads", 600)])
async def test_given_two_replicas_when_both_are_flooded_then_together_they_let_the_limit_pass(
    database: Database, name: str, limit: int
) -> None:
    settings = CommonSettings(database_url=database.url)
    async with open_engine(settings) as one, open_engine(settings) as other:
        assert await _admitted([Limiter(one), Limiter(other)], name, 2 * limit) == limit


async def test_given_a_read_limit_when_one_reader_reads_then_few_reads_go_to_the_database(database: Database) -> None:
    async with open_engine(CommonSettings(database_url=database.url)) as engine:
        limiter = Limiter(engine)
        assert await _admitted([limiter], "reads", 100) == 100
        async with engine.connect() as connection:
            grants = await connection.scalar(text("select cardinality(hits) from identity.rates"))
    assert grants == 10


async def test_given_a_full_minute_when_its_first_hits_are_over_then_as_many_pass_again(database: Database) -> None:
    async with open_engine(CommonSettings(database_url=database.url)) as engine:
        limiter = Limiter(engine)
        assert await _admitted([limiter], "start", 9) == 5
        earlier = text("update identity.rates set hits[1:2] = array[now() - interval '61 s', now() - interval '61 s']")
        async with engine.begin() as connection:
            await connection.execute(earlier)
        assert await _admitted([limiter], "start", 9) == 2


async def test_given_old_rows_when_sweeping_then_they_go(database: Database) -> None:
    async with open_engine(CommonSettings(database_url=database.url)) as engine:
        limiter = Limiter(engine)
        await limiter.hit("start", "gone")
        async with engine.begin() as connection:
            await connection.execute(text("update identity.rates set hits = array[now() - interval '2 hours']"))
        await limiter.hit("start", "here")
        await limiter.sweep()
        async with engine.connect() as connection:
            assert (await connection.scalars(text("select subject from identity.rates"))).all() == ["here"]


@pytest.mark.parametrize("per_minute", [1, 5, 60, 61, 120, 600, 100_000])
def test_given_any_limit_when_it_becomes_grants_then_they_never_exceed_it(per_minute: int) -> None:
    grants = rate(per_minute)
    assert 0.9 * per_minute - 60 <= grants.grants * grants.hits <= per_minute


async def test_given_a_full_minute_when_calling_the_api_then_429_with_retry_after(database: Database) -> None:
    async with (
        open_gateway(database.url, per_minute={"reads": 3}) as gateway,
        await gateway.signed_in("engineer@demo.example") as client,
    ):
        answers = [await client.get("/auth/me") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_given_one_address_when_it_tries_passwords_without_end_then_429(database: Database) -> None:
    async with open_gateway(database.url, per_minute={"sign_in": 2}) as gateway, gateway.client() as client:
        body = {"email": "ENGINEER@demo.example", "password": "wrong"}
        statuses = [(await client.post("/auth/login", json=body)).status_code for _ in range(3)]
    assert statuses == [401, 401, 429]


async def test_given_a_lease_when_a_read_uses_it_then_it_costs_microseconds(gateway: Gateway) -> None:
    limiter = Limiter(gateway.engine, {"reads": 600_000})
    await limiter.hit("reads", "somebody")
    started = time.process_time()
    for _ in range(1000):
        await limiter.hit("reads", "somebody")
    assert (time.process_time() - started) / 1000 < 50e-6
