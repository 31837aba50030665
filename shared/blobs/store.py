"""Blobs in PostgreSQL: sealed with the case's key, piece by piece, found by (session, sha256 of the ciphertext).

What is uploaded before there is a case is sealed with the account's key and found by its id; the case that takes
it writes its own copy under its own key. Whatever nobody has marked as kept is collected after a day.
"""

from collections.abc import AsyncIterable, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import asyncpg

from shared.errors import Erased, NotFound, TooLarge
from shared.ids import new_id
from shared.sealing import Key, KeyDestroyed, Keyring, SealBroken

CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload that no case has taken yet. `media_type` is what the uploader claims; `bytes` the plain size."""

    id: UUID
    media_type: str
    bytes: int


@dataclass(frozen=True, slots=True)
class _Row:
    id: UUID
    account: UUID
    session: UUID | None
    uploaded_by: UUID | None
    media_type: str


class Blobs:
    """The blobs that a service may write and read, over a pool of its own role."""

    def __init__(self, pool: asyncpg.Pool, keyring: Keyring, chunk_bytes: int = CHUNK_BYTES) -> None:
        self._pool = pool
        self._keyring = keyring
        self._chunk_bytes = chunk_bytes

    async def put(
        self,
        account: UUID,
        session: UUID,
        media_type: str,
        content: AsyncIterable[bytes] | bytes,
        *,
        kept: bool = False,
    ) -> str:
        """Store a blob of a case and answer its address. Unless `kept`, `keep` must follow within a day.

        Raises:
            Erased: the case was erased.
        """
        row = _Row(new_id(), account, session, None, media_type)
        address, _ = await self._write(row, content, None, kept)
        return address

    async def upload(
        self, account: UUID, user: UUID, media_type: str, content: AsyncIterable[bytes] | bytes, max_bytes: int
    ) -> Upload:
        """Store what a user sends before there is a case.

        Raises:
            TooLarge: more than `max_bytes` came; nothing is left of it.
        """
        row = _Row(new_id(), account, None, user, media_type)
        _, size = await self._write(row, content, max_bytes, kept=False)
        return Upload(row.id, media_type, size)

    async def keep(self, account: UUID, session: UUID, addresses: Sequence[str]) -> None:
        """Mark blobs of a case as named by an event. Doing it again changes nothing."""
        async with self._walled(account) as connection:
            await connection.execute(
                "update blobs.blobs set kept = true where session = $1 and address = any($2) and not kept",
                session,
                addresses,
            )

    async def read(self, account: UUID, session: UUID, address: str) -> AsyncIterator[bytes]:
        """The content of a case's blob, piece by piece.

        Raises:
            NotFound: there is no such blob in this account.
            Erased: the case was erased.
            SealBroken: what is stored is not what was written.
        """
        query = "select id, address from blobs.blobs where session = $1 and address = $2"
        async with self._walled(account) as connection:
            found = await connection.fetchrow(query, session, address)
        if found is None:
            raise NotFound("blob_not_found", "There is no such file in this session.")
        async for piece in self._pieces(account, session, found["id"], found["address"]):
            yield piece

    async def media_type(self, account: UUID, session: UUID, address: str) -> str:
        """What kind of file a case's blob is; raises NotFound as `read` does."""
        async with self._walled(account) as connection:
            found: str | None = await connection.fetchval(
                "select media_type from blobs.blobs where session = $1 and address = $2", session, address
            )
        if found is None:
            raise NotFound("blob_not_found", "There is no such file in this session.")
        return found

    async def read_whole(self, account: UUID, session: UUID, address: str) -> bytes:
        """The content of a small blob; raises as `read` does."""
        return b"".join([piece async for piece in self.read(account, session, address)])

    async def find_upload(self, account: UUID, user: UUID, id_: UUID) -> Upload:
        """An upload of that user's own.

        Raises:
            NotFound: there is none, it is another's, or it was collected.
        """
        query = (
            "select id, media_type, bytes from blobs.blobs"
            " where id = $1 and uploaded_by = $2 and session is null and address is not null"
        )
        async with self._walled(account) as connection:
            found = await connection.fetchrow(query, id_, user)
        if found is None:
            raise NotFound("upload_not_found", "There is no such upload, or it is older than a day. Upload it again.")
        return Upload(found["id"], found["media_type"], found["bytes"])

    async def read_upload(self, account: UUID, upload: Upload) -> AsyncIterator[bytes]:
        """The content of an upload that `find_upload` found, piece by piece; raises as `read` does."""
        async with self._walled(account) as connection:
            address = await connection.fetchval("select address from blobs.blobs where id = $1", upload.id)
        if address is None:
            raise NotFound("upload_not_found", "There is no such upload, or it is older than a day. Upload it again.")
        async for piece in self._pieces(account, account, upload.id, address):
            yield piece

    async def _write(
        self, row: _Row, content: AsyncIterable[bytes] | bytes, max_bytes: int | None, kept: bool
    ) -> tuple[str, int]:
        key = await self._new_key(row.session or row.account, row.account)
        digest, size = sha256(), 0
        try:
            async for number, piece, is_last in _numbered(_pieces_of(content, self._chunk_bytes)):
                size += len(piece)
                if max_bytes is not None and size > max_bytes:
                    raise TooLarge("upload_too_large", f"At most {max_bytes} bytes are taken.", limit=max_bytes)
                sealed = key.seal(piece, _place(row.id, number))
                digest.update(sealed)
                finished = (digest.hexdigest(), size, kept) if is_last else None
                await self._insert(row, number, sealed, finished)
        except BaseException:
            await self._undo(row)
            raise
        return digest.hexdigest(), size

    async def _insert(self, row: _Row, number: int, sealed: bytes, finished: tuple[str, int, bool] | None) -> None:
        async with self._walled(row.account) as connection:
            if number == 0:
                await connection.execute(
                    "insert into blobs.blobs (id, account, session, uploaded_by, media_type) values ($1,$2,$3,$4,$5)",
                    row.id, row.account, row.session, row.uploaded_by, row.media_type,
                )  # fmt: skip
            await connection.execute(
                "insert into blobs.chunks values ($1,$2,$3,$4)", row.account, row.id, number, sealed
            )
            if finished:
                await connection.execute(
                    "update blobs.blobs set address = $2, bytes = $3, kept = $4 where id = $1", row.id, *finished
                )

    async def _undo(self, row: _Row) -> None:
        async with self._walled(row.account) as connection:
            await connection.execute("delete from blobs.blobs where id = $1", row.id)

    async def _pieces(self, account: UUID, key_id: UUID, blob: UUID, address: str) -> AsyncIterator[bytes]:
        """Opened pieces; none is held back, so a change in the last one shows only at the end."""
        try:
            key = await self._keyring.key(key_id, account)
        except KeyDestroyed as error:
            raise Erased("erased", "The content of this case was erased.") from error
        digest, number = sha256(), 0
        while (sealed := await self._chunk(account, blob, number)) is not None:
            digest.update(sealed)
            yield key.open(sealed, _place(blob, number))
            number += 1
        if digest.hexdigest() != address:
            raise SealBroken("a blob is not what was written")

    async def _chunk(self, account: UUID, blob: UUID, number: int) -> bytes | None:
        async with self._walled(account) as connection:
            sealed: bytes | None = await connection.fetchval(
                "select sealed from blobs.chunks where blob = $1 and number = $2", blob, number
            )
        return sealed

    async def _new_key(self, key_id: UUID, account: UUID) -> Key:
        try:
            return await self._keyring.key_or_new(key_id, account)
        except KeyDestroyed as error:
            raise Erased("erased", "This case was erased; nothing can be added to it.") from error

    @asynccontextmanager
    async def _walled(self, account: UUID) -> AsyncIterator[asyncpg.pool.PoolConnectionProxy]:
        """A transaction that sees one account's rows only."""
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute("select set_config('app.account', $1, true)", str(account))
            yield connection


async def collect_unkept(pool: asyncpg.Pool, before: datetime) -> int:
    """Delete uploads and blobs made before `before` that no event names; how many. For the role of ops."""
    done: str = await pool.execute("delete from blobs.blobs where not kept and created_at < $1", before)
    return int(done.split()[1])


async def delete_blobs_of(pool: asyncpg.Pool, session: UUID) -> int:
    """Delete every blob of an erased case; how many. For the role of ops."""
    done: str = await pool.execute("delete from blobs.blobs where session = $1", session)
    return int(done.split()[1])


def _place(blob: UUID, number: int) -> bytes:
    """What a piece is bound to, so that pieces cannot be swapped."""
    return blob.bytes + number.to_bytes(4, "big")


async def _pieces_of(content: AsyncIterable[bytes] | bytes, size: int) -> AsyncIterator[bytes]:
    """The content in pieces of `size` bytes, the last one shorter; at least one."""
    if isinstance(content, bytes):
        for start in range(0, max(len(content), 1), size):
            yield content[start : start + size]
        return
    held = bytearray()
    async for part in content:
        held += part
        while len(held) > size:
            yield bytes(held[:size])
            del held[:size]
    yield bytes(held)


async def _numbered(pieces: AsyncIterable[bytes]) -> AsyncIterator[tuple[int, bytes, bool]]:
    """Each piece with its number and whether it is the last."""
    number, waiting = 0, None
    async for piece in pieces:
        if waiting is not None:
            yield number, waiting, False
            number += 1
        waiting = piece
    if waiting is not None:
        yield number, waiting, True
