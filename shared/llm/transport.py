"""One call to a model: what is sent and what comes back. `sdk.py` does it over the wire."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from shared.llm.prompt import Prompt
from shared.llm.usage import Tokens

OnText = Callable[[str], Awaitable[None]]
Spend = Callable[[Tokens], None]


@dataclass(frozen=True, slots=True)
class Request:
    """One question to one model. `schema`: JSON schema of the answer; None if the server takes none."""

    model: str
    max_tokens: int
    prompt: Prompt
    schema: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. `stop_reason` is never None; `truncated` if the answer ran into its limit."""

    text: str
    stop_reason: str
    request_id: str | None

    @property
    def truncated(self) -> bool:
        """Whether the answer is only a part."""
        return self.stop_reason in ("max_tokens", "model_context_window_exceeded", "runaway")


class Transport(Protocol):
    """Makes calls."""

    async def send(self, request: Request, spend: Spend, on_text: OnText | None = None) -> Reply:
        """One call, not repeated. `spend` is told the tokens in any case, also if it fails or is cancelled.

        Raises `ModelUnavailable` (transient or not) or `ModelRefused`.
        """
        ...
