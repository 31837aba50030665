"""A PSA that reports changes, in a process of its own: `python -m tests.bench.callbacks ADDRESS KEY_URL SECONDS`.

Reports come at a fixed rate, whether or not the one before was answered, each counted from when it was to be sent.
Prints one JSON object: the seconds that each took, and how often each status was answered. On standard input it is
given the tickets: those of open cases, and new ones of a watched board; most reports are of tickets of neither.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import uvloop

from services.ops.demo.psa.callbacks import sign
from services.ops.demo.psa.writing import stamp
from shared.ids import new_id

A_SECOND = 200
CONNECTIONS = 64
WARM_SECONDS = 5
NOBODYS = range(900_000, 902_000)
SHARES = (("nobody's", 0.80), ("case's", 0.05), ("new", 0.05), ("again", 0.10))


class Reports:
    """Makes callbacks as a PSA words and signs them."""

    def __init__(self, key_url: str, key: str, cases: list[int], new: list[int]) -> None:
        self._key_url = key_url
        self._key = key
        self._tickets = {"case's": cases, "new": new}
        self._random = random.Random(7)
        self._last: tuple[bytes, str] | None = None
        self._at = datetime.now(UTC) - timedelta(hours=4)

    def next(self) -> tuple[bytes, str]:
        """The body of the next one and its signature; now and then the one before, once more."""
        names, weights = [name for name, _ in SHARES], [share for _, share in SHARES]
        [kind] = self._random.choices(names, weights)
        if kind == "again" and self._last:
            return self._last
        tickets = self._tickets.get(kind) or list(NOBODYS)
        body = self._body(self._random.choice(tickets), "added" if kind == "new" else "updated")
        self._last = body, sign(self._key, body)
        return self._last

    def _body(self, ticket: int, action: str) -> bytes:
        self._at += timedelta(seconds=1)
        record = {"id": ticket, "summary": "x" * 2_000, "_info": {"lastUpdated": stamp(self._at)}}
        return json.dumps({
            "MessageId": new_id().hex, "FromUrl": "bench", "CompanyId": "northwind", "MemberId": "mosei",
            "Action": action, "Type": "ticket", "ID": ticket, "ProductInstanceId": "northwind",
            "Entity": json.dumps(record), "Metadata": {"key_url": self._key_url},
        }).encode()  # fmt: skip


async def main(address: str, key_url: str, seconds: float) -> None:
    """Report for so long."""
    given: dict[str, Any] = json.loads(sys.stdin.read())
    limits = httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    async with httpx2.AsyncClient(limits=limits, timeout=30.0) as http:
        key = (await http.get(key_url)).json()["signing_key"]
        reports = Reports(key_url, key, given["cases"], given["new"])
        await _report(http, address, reports, WARM_SECONDS)
        took, statuses = await _report(http, address, reports, seconds)
    sys.stdout.write(json.dumps({"seconds": took, "statuses": statuses}))


async def _report(
    http: httpx2.AsyncClient, address: str, reports: Reports, seconds: float
) -> tuple[list[float], Counter[str]]:
    took: list[float] = []
    statuses: Counter[str] = Counter()

    async def send(due: float) -> None:
        body, signature = reports.next()
        headers = {"content-type": "application/json", "x-content-signature": signature}
        answer = await http.post(address, content=body, headers=headers)
        took.append(time.perf_counter() - due)
        statuses[str(answer.status_code)] += 1

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(int(seconds * A_SECOND)):
            due = began + number / A_SECOND
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(send(due))
    return took, statuses


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3])))
