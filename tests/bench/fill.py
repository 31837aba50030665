"""Many events at once, written past the writers: what a log that has been used for long looks like."""

import asyncpg

EVENTS_A_STREAM = 20
_CHUNK = 50_000

_FILL = """
    with added as (
        insert into log.events (id, stream, version, category, type, schema_version, account, session, data, meta,
                                recorded_at, hash)
        select gen_random_uuid(), 'session-' || md5((n / $3)::text)::uuid, n % $3 + 1, 'session', 'step_answered', 1,
               $5, md5((n / $3)::text)::uuid, $4::bytea, $6, clock_timestamp(), sha256(int4send(n))
          from generate_series($1::int, $2::int - 1) as n
        returning seq, stream, version
    ), remembered as (
        insert into log.commands (account, actor, route, key, category, body_hmac, stream, version)
        select $5, 'anna', 'answer_step', gen_random_uuid()::text, 'session', sha256(int8send(seq)), stream, version
          from added
    )
"""
NUMBERED = _FILL + "insert into log.positions (position, seq, chain) select seq, seq, sha256(int8send(seq)) from added"
UNNUMBERED = _FILL + "insert into log.unnumbered (seq) select seq from added"


async def fill(
    connection: asyncpg.Connection, insert: str, events: int, data: bytes, meta: str, account: object
) -> None:
    """Write this many events of `data` in streams of `EVENTS_A_STREAM`, and settle the tables."""
    await connection.execute("set synchronous_commit = off")
    for first in range(0, events, _CHUNK):
        last = min(first + _CHUNK, events)
        await connection.execute(insert, first, last, EVENTS_A_STREAM, data, account, meta)
    await connection.execute("vacuum analyze log.events, log.commands, log.positions, log.unnumbered")
    await connection.execute("checkpoint")
