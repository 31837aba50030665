"""Calls of the Messages API through the official SDK, always as a stream.

Streaming shows tokens and cost of a call that is cut, lets a runaway answer be stopped, and lets an engineer
read along. The SDK's own retries are off: `Model.ask` counts calls. The SDK takes long to import and much memory,
so only what does ask a model imports this module.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import anthropic
import httpx2
from anthropic.lib.streaming import AsyncMessageStream
from anthropic.types import Usage as WireUsage

from shared.llm.failures import ModelRefused, ModelUnavailable
from shared.llm.prompt import CHARS_PER_TOKEN
from shared.llm.transport import OnText, Reply, Request, Spend
from shared.llm.usage import Tokens
from shared.llm.wire_errors import translated

CONNECT_SECONDS = 5.0
RUNAWAY = 12  # characters per allowed token; no honest answer comes near


class AnthropicTransport:
    """Sends requests with a client whose retries are off and whose timeout says how long a read may idle."""

    def __init__(self, client: anthropic.AsyncAnthropic) -> None:
        self._client = client

    async def close(self) -> None:
        """Close its connections."""
        await self._client.close()

    async def send(self, request: Request, spend: Spend, on_text: OnText | None = None) -> Reply:
        """See `Transport.send`."""
        seen = _Seen()
        try:
            with translated():
                async with self._open(request) as stream:
                    await _read(stream, seen, request.max_tokens * RUNAWAY, on_text)
        finally:
            spend(seen.tokens())
        return _finished(seen)

    @asynccontextmanager
    async def _open(self, request: Request) -> AsyncIterator[AsyncMessageStream[None]]:
        output: Any = anthropic.omit
        if request.schema is not None:
            output = {"format": {"type": "json_schema", "schema": anthropic.transform_schema(request.schema)}}
        system: Any = request.prompt.system_to_wire()
        messages: Any = [turn.to_wire() for turn in request.prompt.turns]
        async with self._client.messages.stream(
            model=request.model,
            max_tokens=request.max_tokens,
            system=system,
            messages=messages,
            output_config=output,
        ) as stream:
            yield stream


def open_transport(api_key: str, base_url: str, idle_timeout: float) -> AnthropicTransport:
    """A transport to a server; a call fails after `idle_timeout` seconds without a byte."""
    timeout = httpx2.Timeout(idle_timeout, connect=min(idle_timeout, CONNECT_SECONDS))
    client = anthropic.AsyncAnthropic(api_key=api_key, base_url=base_url, max_retries=0, timeout=timeout)
    return AnthropicTransport(client)


@dataclass(slots=True)
class _Seen:
    """What of a reply has come so far."""

    text: str = ""
    usage: WireUsage | None = None
    stop_reason: str | None = None
    request_id: str | None = None

    def tokens(self) -> Tokens:
        if self.usage is None:
            return Tokens()
        output = self.usage.output_tokens or 0  # some servers leave counts out
        if self.stop_reason in (None, "runaway"):  # the final count never came
            output = max(output, len(self.text) // CHARS_PER_TOKEN)
        return Tokens(
            self.usage.input_tokens or 0,
            output,
            self.usage.cache_read_input_tokens or 0,
            self.usage.cache_creation_input_tokens or 0,
        )


async def _read(stream: AsyncMessageStream[None], seen: _Seen, limit: int, on_text: OnText | None) -> None:
    seen.request_id = stream.request_id
    async for event in stream:
        if event.type == "message_start":
            seen.usage = event.message.usage
        elif event.type == "text":
            seen.text += event.text
            if on_text:
                await on_text(seen.text)
            if len(seen.text) > limit:
                seen.stop_reason = "runaway"
                return
        elif event.type == "message_delta":
            seen.usage = seen.usage and stream.current_message_snapshot.usage
            seen.stop_reason = event.delta.stop_reason


def _finished(seen: _Seen) -> Reply:
    if seen.stop_reason is None:  # the SDK takes a cut stream for an end
        raise ModelUnavailable("model_stream_cut", "The answer broke off.", transient=True)
    if seen.stop_reason == "refusal":
        raise ModelRefused("model_refused", "The model declined to answer.")
    return Reply(seen.text, seen.stop_reason, seen.request_id)
