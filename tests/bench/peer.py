"""pyeventsourcing, the peer: the same aggregate with its cipher, on the same server, in its default mode."""

import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import asyncpg
from eventsourcing.application import Application
from eventsourcing.cryptography import AESCipher
from eventsourcing.domain import Aggregate, event

from services.ops.embedded.folder import socket_folder
from services.ops.embedded.postgres import SUPERUSER
from tests.bench.house import House

DATABASE = "peer"


class Session(Aggregate):
    """A session that keeps what was said."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    @event("NoteWritten")
    def write(self, note: str) -> None:
        """Add a note."""
        self.notes.append(note)


class Peer:
    """Aggregates saved and loaded by threads, as its documentation does it."""

    def __init__(self, house: House, threads: int) -> None:
        self.app: Application[UUID] = Application(
            env={
                "PERSISTENCE_MODULE": "eventsourcing.postgres",
                "POSTGRES_DBNAME": DATABASE,
                "POSTGRES_HOST": str(socket_folder(house.folder)),
                "POSTGRES_PORT": "5432",
                "POSTGRES_USER": SUPERUSER,
                "POSTGRES_PASSWORD": "",
                "POSTGRES_POOL_SIZE": str(threads),
                "CIPHER_TOPIC": "eventsourcing.cryptography:AESCipher",
                "CIPHER_KEY": AESCipher.create_key(32),
            }
        )
        self._pool = ThreadPoolExecutor(threads)
        self._threads = threads

    def close(self) -> None:
        """Let go of its connections."""
        self._pool.shutdown()
        self.app.close()

    def make(self, notes: list[str]) -> UUID:
        """A saved aggregate with a note for each."""
        session = Session()
        for note in notes:
            session.write(note)
        self.app.save(session)
        return session.id

    def saves(self, note: str, seconds: float) -> float:
        """Saves of one event a second, all threads together."""
        until = time.perf_counter() + seconds
        began = time.perf_counter()
        counts = self._pool.map(lambda _: self._save_until(note, until), range(self._threads))
        return sum(counts) / (time.perf_counter() - began)

    def _save_until(self, note: str, until: float) -> int:
        session, count = Session(), 0
        self.app.save(session)
        while time.perf_counter() < until:
            session.write(note)
            self.app.save(session)
            count += 1
        return count

    def loads(self, session: UUID, seconds: float) -> float:
        """Loads of the aggregate a second, one thread."""
        began, count = time.perf_counter(), 0
        while time.perf_counter() < began + seconds:
            self.app.repository.get(session)
            count += 1
        return count / (time.perf_counter() - began)


async def open_peer(house: House, threads: int) -> Peer:
    """The peer on a database of its own."""
    connection = await house.superuser()
    try:
        await connection.execute(f"create database {DATABASE}")
    except asyncpg.DuplicateDatabaseError:
        pass
    finally:
        await connection.close()
    return Peer(house, threads)
