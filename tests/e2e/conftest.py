"""One running product for all tests, its people, and a witness of what came into the log.

It is stopped when these are over: while other suites run, it would only take time from them.
"""

import fcntl
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from shared.testing.waiting import eventually
from tests.e2e.installation import Installation
from tests.e2e.kit import LOCKOUT, Person, ok, signed_in
from tests.e2e.product import UNLIMITED, Product, copy, running_product
from tests.e2e.witness import Witness

DEMO_FLOWS = 24
"""The demo has at least so many."""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the first start, stopped: with the demo in it. Made once, however many processes test."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / "prepared", shared / "prepared.done"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            with Installation(folder).up():
                pass
            done.touch()
    return folder


@pytest.fixture(scope="package")
async def product(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, prepared: Path
) -> AsyncIterator[Product]:
    """The product with its demo and without a model."""
    failed_before = request.session.testsfailed
    async with running_product(tmp_path_factory.mktemp("product"), UNLIMITED, prepared=prepared) as running:
        yield running
        if request.session.testsfailed > failed_before:
            complaints = [line for line in running.log_lines() if line["level"] != "INFO"]
            sys.stderr.write("\n".join(map(str, complaints[-20:])) + "\n")


@pytest.fixture(scope="package")
async def engineer(product: Product) -> AsyncIterator[Person]:
    """Works cases."""
    async with signed_in(product.url, "engineer@demo.example") as person:
        await eventually(lambda: _library_is_there(person))
        yield person


@pytest.fixture(scope="package")
async def colleague(product: Product) -> AsyncIterator[Person]:
    """The other engineer of the team."""
    async with signed_in(product.url, "engineer2@demo.example") as person:
        yield person


@pytest.fixture(scope="package")
async def lead(product: Product) -> AsyncIterator[Person]:
    """Leads the team."""
    async with signed_in(product.url, "lead@demo.example") as person:
        yield person


@pytest.fixture(scope="package")
async def admin(product: Product) -> AsyncIterator[Person]:
    """Administers the account."""
    async with signed_in(product.url, "admin@demo.example") as person:
        yield person


@pytest.fixture(scope="package")
async def operator(product: Product) -> AsyncIterator[Person]:
    """Runs the installation."""
    async with signed_in(product.url, "operator@demo.example") as person:
        yield person


@pytest.fixture(scope="package")
async def rival(product: Product) -> AsyncIterator[Person]:
    """Administers the other account."""
    async with signed_in(product.url, "other@rival.example") as person:
        yield person


@pytest.fixture(scope="package")
async def witness(engineer: Person, operator: Person) -> Witness:
    """Says whether something was stored."""
    started = await engineer.start(LOCKOUT)
    session: str = started["session_id"]
    ok(await engineer.act(session, "resolve", {"resolution_summary": "The old phone was retired."}))
    return Witness(engineer, operator, session)


@pytest.fixture(scope="package")
def installation(product: Product) -> Installation:
    """The commands beside the running product."""
    return Installation(product.data_dir)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[Installation]:
    """One that no other module works in: what is in it counts as a whole, or is spoilt."""
    found = Installation(copy(prepared, tmp_path_factory.mktemp("alone")))
    with found.up():
        yield found


async def _library_is_there(person: Person) -> bool:
    flows = ok(await person.get("/flows", params={"status": "published"}))
    found = ok(await person.post("/flows/match", {"text": LOCKOUT}))["matches"]
    return len(flows) >= DEMO_FLOWS and bool(found) and found[0]["score"] >= 0.5
