"""The fields of an answer while it is still being written."""

from collections.abc import Awaitable, Callable
from typing import Any

from pydantic_core import from_json

from shared.llm.answers import without_fence

OnPartial = Callable[[dict[str, Any]], Awaitable[None]]
"""Gets the fields so far, unvalidated; the last text of them may be cut in mid-word. It must not raise."""


class PartialAnswer:
    """Collects text as it streams in and tells about it every `every` characters, not at each token."""

    def __init__(self, tell: OnPartial, every: int = 24) -> None:
        self._tell = tell
        self._every = every
        self._told = 0

    async def __call__(self, text: str) -> None:
        """`text` is all that has come so far."""
        if len(text) - self._told < self._every:
            return
        self._told = len(text)
        fields = _fields(text)
        if fields:
            await self._tell(fields)


def _fields(text: str) -> dict[str, Any]:
    try:
        value = from_json(without_fence(text), allow_partial="trailing-strings")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
