"""The calls of one question: at most `max_calls`, of which at most one asks for a repair."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from shared.llm.answers import Answered, read_answer
from shared.llm.failures import ModelAnswerInvalid, ModelTruncated, ModelUnavailable
from shared.llm.prompt import Turn, record_of
from shared.llm.transport import OnText, Reply, Request, Transport
from shared.llm.usage import Tokens

QUOTED_CHARS = 8000  # of a misfit, when the model is shown it again


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one question. Times in seconds; `deadline` spans all calls and the waiting between them."""

    deadline: float = 60.0
    max_calls: int = 3
    backoff: float = 0.5


@dataclass(slots=True)
class Conversation:
    """One question as it goes on. `calls` and `tokens` count every try."""

    transport: Transport
    request: Request
    limits: Limits
    on_text: OnText | None = None
    calls: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    replies: list[Reply] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    async def run(self, answer_type: type[Answered], check: Callable[[Answered], str | None] | None = None) -> Answered:
        """The answer, repaired once if the first reply does not fit; `check` and what it raises as for `Model.ask`."""
        reply = await self._reply()
        try:
            return self._accept(reply, answer_type, check)
        except ModelAnswerInvalid as misfit:
            if self.calls >= self.limits.max_calls:
                raise
            self._ask_for_repair(reply, misfit)
        return self._accept(await self._reply(), answer_type, check)

    def record(self) -> bytes:
        """Every word that was sent and every reply."""
        asked = self.request
        facts = {"model": asked.model, "max_tokens": asked.max_tokens, "schema": asked.schema}
        return record_of(asked.prompt, [reply.text for reply in self.replies], facts)

    async def _reply(self) -> Reply:
        """The next reply, through as many calls as it takes and as are left."""
        while True:
            self.calls += 1
            try:
                reply = await self.transport.send(self.request, self._spend, self.on_text)
            except ModelUnavailable as failure:
                await self._wait_or_raise(failure)
            else:
                self.replies.append(reply)
                return reply

    def _accept(
        self, reply: Reply, answer_type: type[Answered], check: Callable[[Answered], str | None] | None
    ) -> Answered:
        if reply.truncated:
            hint = "It was cut off. Use far fewer words."
            raise ModelTruncated("model_truncated", "The answer was too long and was cut.", hint)
        answer = read_answer(reply.text, answer_type, self.request.prompt.system)
        if check is not None and (amiss := check(answer)):
            raise ModelAnswerInvalid("model_answer_breaks_rules", "The answer breaks a rule.", amiss)
        return answer

    def _ask_for_repair(self, reply: Reply, misfit: ModelAnswerInvalid) -> None:
        quoted = Turn("assistant", reply.text[:QUOTED_CHARS].strip() or "(nothing)")
        ask = Turn("user", f"That answer cannot be used. {misfit.hint}\nAnswer with the one JSON object only.")
        self.request = replace(self.request, prompt=self.request.prompt.and_then(quoted, ask))

    async def _wait_or_raise(self, failure: ModelUnavailable) -> None:
        if not failure.transient or self.calls >= self.limits.max_calls:
            raise failure
        delay = failure.retry_after
        if delay is None:
            delay = self.limits.backoff * 2 ** (self.calls - 1) * random.uniform(0.75, 1.25)
        if time.monotonic() + delay >= self.began + self.limits.deadline:
            raise failure
        await asyncio.sleep(delay)

    def _spend(self, tokens: Tokens) -> None:
        self.tokens += tokens
