"""Passwords: argon2id, in a thread, and as slow for somebody who does not exist."""

import asyncio

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher


class Passwords:
    """Hashes and checks. The parameters are argon2's: kibibytes, passes, lanes."""

    def __init__(self, memory_kib: int = 65_536, passes: int = 3, lanes: int = 4) -> None:
        self._hashes = PasswordHash((Argon2Hasher(time_cost=passes, memory_cost=memory_kib, parallelism=lanes),))
        self._nobody = self._hashes.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """The password as it is stored."""
        return await asyncio.to_thread(self._hashes.hash, password)

    async def verify(self, password: str, stored: str | None) -> bool:
        """Whether it is the password; without a stored one the same work is done for nothing."""
        same = await asyncio.to_thread(self._hashes.verify, password, stored or self._nobody)
        return same and stored is not None
