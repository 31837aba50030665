"""`Model.ask`: one question, one validated answer, within a bounded number of calls, time and money."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from opentelemetry import trace

from shared.llm.answers import Answered, schema_of
from shared.llm.breaker import Breaker
from shared.llm.conversation import Conversation, Limits
from shared.llm.failures import ModelFailure, ModelUnavailable
from shared.llm.ledger import Bill, Purse, Work
from shared.llm.partial import OnPartial, PartialAnswer
from shared.llm.prices import Prices
from shared.llm.prompt import Prompt
from shared.llm.transport import Request, Transport
from shared.llm.usage import Tokens, Usage, cost

_tracer = trace.get_tracer("resolutionflow.llm")


@dataclass(frozen=True, slots=True)
class Task:
    """A use of a model: the name under which its model is set, and how many tokens an answer may have."""

    name: str
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Answer(Generic[Answered]):
    """A validated answer. `record` is every word that was sent and came back, to be sealed."""

    value: Answered
    usage: Usage
    stop_reason: str
    request_id: str | None
    record: bytes
    prompt_version: str


class Model:
    """Asks models. `models` names the model of each task.

    `native_schema`: whether the server takes a JSON schema (structured output). Answers are validated anyway.
    """

    def __init__(
        self,
        *,
        transport: Transport,
        purse: Purse,
        models: Mapping[str, str],
        prices: Prices,
        breaker: Breaker,
        limits: Limits,
        native_schema: bool = True,
    ) -> None:
        self._transport = transport
        self._purse = purse
        self._models = models
        self._prices = prices
        self._breaker = breaker
        self._limits = limits
        self._native_schema = native_schema

    async def ask(
        self,
        task: Task,
        prompt: Prompt,
        answer_type: type[Answered],
        work: Work,
        on_partial: OnPartial | None = None,
        check: Callable[[Answered], str | None] | None = None,
    ) -> Answer[Answered]:
        """One answer, paid by the account that `work` names. Its cost is in the ledger once this ends.

        `check` says what the model must mend in an answer of the right type, or None where it will do.

        Raises:
            ModelUnavailable: not reachable, overloaded, not in time, or the breaker is open.
            ModelRefused, ModelRejected: the model, or its server, declined.
            ModelAnswerInvalid, ModelTruncated: it did not fit, and neither did the repair.
            QuotaExceeded: the account's budget is used up; nothing was asked.
        """
        if not self._breaker.admit():
            raise ModelUnavailable("model_circuit_open", "The model was unreachable a moment ago.")
        schema = schema_of(answer_type) if self._native_schema else None
        request = Request(self._models[task.name], task.max_tokens, prompt, schema)
        on_text = PartialAnswer(on_partial) if on_partial else None
        talk = Conversation(self._transport, request, self._limits, on_text)
        async with self._paid(task, talk, work):
            value = await self._bounded(talk, answer_type, check)
        last, usage = talk.replies[-1], self._usage(talk)
        return Answer(value, usage, last.stop_reason, last.request_id, talk.record(), prompt.version)

    @asynccontextmanager
    async def _paid(self, task: Task, talk: Conversation, work: Work) -> AsyncIterator[None]:
        """Reserves the money before and writes down what it was after, whatever happened between."""
        hold = await self._purse.reserve(work, self._estimate(talk.request))
        outcome = "cancelled"
        with _tracer.start_as_current_span(
            f"ask {task.name}", record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                yield
                outcome = "answered"
            except ModelFailure as failure:
                outcome = failure.code
                failure.usage, failure.record = self._usage(talk), talk.record()
                raise
            finally:
                usage = self._usage(talk)
                span.set_attributes(
                    {"llm.outcome": outcome, "llm.calls": usage.calls, "gen_ai.request.model": usage.model}
                )
                bill = Bill(task.name, talk.request.prompt.version, usage, self._prices.version, outcome)
                await asyncio.shield(self._purse.settle(hold, bill))

    async def _bounded(
        self, talk: Conversation, answer_type: type[Answered], check: Callable[[Answered], str | None] | None
    ) -> Answered:
        """The conversation within its deadline, its end told to the breaker."""
        try:
            async with asyncio.timeout(self._limits.deadline):
                value = await talk.run(answer_type, check)
        except TimeoutError:
            self._breaker.failed()
            raise ModelUnavailable("model_timeout", "The model did not answer in time.") from None
        except ModelUnavailable:
            self._breaker.failed()
            raise
        except ModelFailure:
            self._breaker.succeeded()  # an answer came, if not a good one
            raise
        self._breaker.succeeded()
        return value

    def _usage(self, talk: Conversation) -> Usage:
        elapsed = time.monotonic() - talk.began
        return Usage.of(talk.request.model, talk.tokens, self._prices, elapsed, talk.calls)

    def _estimate(self, request: Request) -> Decimal:
        most = Tokens(input=request.prompt.rough_tokens(), output=request.max_tokens)
        return cost(most, request.model, self._prices)
