"""`Model.ask` through the real SDK, over a socket, against a scripted server."""

import asyncio
import json
import time
from decimal import Decimal
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from shared.errors import QuotaExceeded
from shared.llm import client
from shared.llm.breaker import State
from shared.llm.conversation import Limits
from shared.llm.failures import (
    ModelAnswerInvalid,
    ModelFailure,
    ModelRefused,
    ModelRejected,
    ModelTruncated,
    ModelUnavailable,
)
from shared.testing import model_server as plays
from shared.testing.model_server import CACHE_READ, CACHE_WRITE, INPUT_TOKENS, ModelServer, Play
from tests.unit.llm.kit import GOOD, PROMPT, TASK, Greeting, Setup, model_over, work

IDLE = 30.0
"""Seconds that no test lasts."""
WRONG = {"greeting": "hello", "volume": 11}


async def ask(setup: Setup) -> Greeting:
    return (await setup.model.ask(TASK, PROMPT, Greeting, work())).value


async def test_given_a_good_answer_when_asked_then_value_usage_and_record_come_back() -> None:
    async with model_over(ModelServer(plays.answer(GOOD))) as setup:
        answer = await setup.model.ask(TASK, PROMPT, Greeting, work())
    assert answer.value == Greeting(greeting="hello", loud=False)
    assert (answer.stop_reason, answer.request_id, answer.prompt_version) == ("end_turn", "req_scripted", "greeting_v1")
    assert answer.usage.tokens.input == INPUT_TOKENS
    assert (answer.usage.tokens.cache_read, answer.usage.tokens.cache_write) == (CACHE_READ, CACHE_WRITE)
    assert answer.usage.calls == 1
    assert json.loads(answer.record)["replies"] == [json.dumps(GOOD)]
    [bill] = setup.purse.bills
    assert (bill.outcome, bill.usage.cost_usd) == ("answered", answer.usage.cost_usd)
    assert answer.usage.cost_usd > Decimal("0.001")


async def test_given_a_question_when_sent_then_the_request_is_what_the_api_wants() -> None:
    async with model_over(ModelServer(plays.answer(GOOD))) as setup:
        await ask(setup)
    [request] = setup.server.requests
    assert request["model"] == "small"
    assert request["max_tokens"] == TASK.max_tokens
    assert request["output_config"]["format"]["type"] == "json_schema"
    assert request["system"][-1]["cache_control"] == {"type": "ephemeral"}


async def test_given_a_server_without_structured_output_when_asked_then_no_schema_is_sent() -> None:
    async with model_over(ModelServer(plays.fenced(GOOD)), native_schema=False) as setup:
        await ask(setup)
    assert "output_config" not in setup.server.requests[0]


@pytest.mark.parametrize(
    "first", [plays.text("Hello there!"), plays.answer(WRONG), plays.answer([GOOD]), plays.text("")]
)
async def test_given_an_answer_of_the_wrong_shape_when_the_repair_fits_then_it_counts(first: Play) -> None:
    async with model_over(ModelServer(first, plays.answer(GOOD))) as setup:
        answer = await setup.model.ask(TASK, PROMPT, Greeting, work())
    assert answer.usage.calls == setup.calls == 2
    assert answer.usage.tokens.input == 2 * INPUT_TOKENS
    roles = [turn["role"] for turn in setup.server.requests[1]["messages"]]
    assert roles == ["user", "assistant", "user"]
    assert len(json.loads(answer.record)["messages"]) == 3


async def test_given_a_fenced_answer_when_asked_then_no_repair_is_needed() -> None:
    async with model_over(ModelServer(plays.fenced(GOOD))) as setup:
        await ask(setup)
    assert setup.calls == 1


MISFITS: list[tuple[list[Play], type[ModelFailure], str, int]] = [
    ([plays.text("{nonsense")] * 2, ModelAnswerInvalid, "model_answer_invalid", 2),
    ([plays.answer(WRONG)] * 2, ModelAnswerInvalid, "model_answer_invalid", 2),
    ([plays.truncated('{"greeting": "hel')] * 2, ModelTruncated, "model_truncated", 2),
    ([plays.flood(200_000)] * 2, ModelTruncated, "model_truncated", 2),
    ([plays.refusal()], ModelRefused, "model_refused", 1),
    ([plays.status(400, "invalid_request_error")], ModelRejected, "model_request_rejected", 1),
    ([plays.status(413, "request_too_large")], ModelRejected, "model_request_rejected", 1),
]


@pytest.mark.parametrize(("script", "failure", "code", "calls"), MISFITS)
async def test_given_an_answer_that_never_fits_when_asked_then_one_repair_and_a_typed_failure(
    script: list[Play], failure: type[ModelFailure], code: str, calls: int
) -> None:
    async with model_over(ModelServer(*script), threshold=1) as setup:
        with pytest.raises(failure) as caught:
            await ask(setup)
    assert (caught.value.code, setup.calls) == (code, calls)
    assert caught.value.usage
    assert caught.value.usage.calls == calls
    assert caught.value.record
    assert [bill.outcome for bill in setup.purse.bills] == [code]
    assert setup.breaker.state is State.CLOSED  # the model was reached


async def test_given_a_runaway_answer_when_asked_then_it_is_stopped_early_and_paid() -> None:
    async with model_over(ModelServer(*[plays.flood(200_000)] * 2)) as setup:
        with pytest.raises(ModelTruncated) as caught:
            await ask(setup)
    assert caught.value.usage
    assert 2 * TASK.max_tokens <= caught.value.usage.tokens.output < 20_000


OUTAGES: list[tuple[Play, str]] = [
    (plays.status(429, "rate_limit_error"), "model_rate_limited"),
    (plays.status(429, "rate_limit_error", retry_after="0"), "model_rate_limited"),
    (plays.status(429, "rate_limit_error", retry_after="Wed, 21 Oct 2026 07:28:00 GMT"), "model_rate_limited"),
    (plays.status(500), "model_server_error"),
    (plays.status(503), "model_server_error"),
    (plays.status(529, "overloaded_error"), "model_overloaded"),
    (plays.status(408), "model_timeout"),
    (plays.error_event("overloaded_error"), "model_overloaded"),
    (plays.error_event("surprise_error"), "model_server_error"),
    (plays.cut('{"greeting": "hel'), "model_stream_cut"),
    (plays.dropped('{"greeting": "hel'), "model_unreachable"),
    (plays.broken_stream(), "model_stream_broken"),
    (plays.disorder(), "model_stream_broken"),
]


@pytest.mark.parametrize(("play", "code"), OUTAGES)
async def test_given_an_outage_that_lasts_when_asked_then_three_calls_and_a_typed_failure(
    play: Play, code: str
) -> None:
    async with model_over(ModelServer(*[play] * 3)) as setup:
        with pytest.raises(ModelUnavailable) as caught:
            await ask(setup)
    assert (caught.value.code, setup.calls) == (code, 3)


@pytest.mark.parametrize(("play", "code"), OUTAGES)
async def test_given_an_outage_that_passes_when_asked_then_the_answer_comes(play: Play, code: str) -> None:
    async with model_over(ModelServer(play, plays.answer(GOOD))) as setup:
        assert (await ask(setup)).greeting == "hello"
    assert setup.calls == 2


@pytest.mark.parametrize(
    ("play", "code"),
    [
        (plays.status(401, "authentication_error"), "model_credentials"),
        (plays.status(403, "permission_error"), "model_credentials"),
        (plays.status(402, "billing_error"), "model_billing"),
        (plays.status(404, "not_found_error"), "model_unknown"),
    ],
)
async def test_given_a_wrong_set_up_when_asked_then_it_is_not_tried_again(play: Play, code: str) -> None:
    async with model_over(ModelServer(play)) as setup:
        with pytest.raises(ModelUnavailable) as caught:
            await ask(setup)
    assert (caught.value.code, setup.calls) == (code, 1)


async def test_given_tokens_of_a_cut_stream_when_the_next_try_answers_then_both_are_counted() -> None:
    async with model_over(ModelServer(plays.cut("x" * 400), plays.answer(GOOD))) as setup:
        answer = await setup.model.ask(TASK, PROMPT, Greeting, work())
    assert answer.usage.tokens.input == 2 * INPUT_TOKENS
    assert answer.usage.tokens.output >= 100


async def test_given_a_retry_after_beyond_the_deadline_when_asked_then_it_fails_at_once() -> None:
    async with model_over(ModelServer(plays.status(429, "rate_limit_error", retry_after="3600"))) as setup:
        began = time.monotonic()
        with pytest.raises(ModelUnavailable) as caught:
            await ask(setup)
    assert (caught.value.code, caught.value.retry_after, setup.calls) == ("model_rate_limited", 3600, 1)
    assert time.monotonic() - began < IDLE


async def test_given_a_retry_after_when_asked_then_it_is_waited_for() -> None:
    server = ModelServer(plays.status(429, "rate_limit_error", retry_after="0.3"), plays.answer(GOOD))
    async with model_over(server) as setup:
        began = time.monotonic()
        await ask(setup)
        assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize("play", [plays.hang(), plays.stall('{"greeting": "h')])
async def test_given_a_server_that_falls_silent_when_asked_then_the_idle_time_ends_each_call(play: Play) -> None:
    async with model_over(ModelServer(*[play] * 3), idle=0.1) as setup:
        with pytest.raises(ModelUnavailable) as caught:
            await ask(setup)
    assert (caught.value.code, setup.calls) == ("model_timeout", 3)


async def test_given_a_server_that_hangs_when_the_deadline_comes_then_everything_ends() -> None:
    limits = Limits(deadline=0.3, max_calls=3, backoff=0.01)
    async with model_over(ModelServer(plays.stall("x" * 40)), limits=limits, idle=IDLE) as setup:
        began = time.monotonic()
        with pytest.raises(ModelUnavailable) as caught:
            await ask(setup)
    assert caught.value.code == "model_timeout"
    assert time.monotonic() - began < IDLE
    assert setup.purse.bills[0].usage.tokens.input == INPUT_TOKENS  # the call that was broken off is paid


async def test_given_a_closed_port_when_asked_then_the_model_is_unreachable() -> None:
    async with model_over(ModelServer(), serving=False) as setup:
        with pytest.raises(ModelUnavailable) as caught:
            await ask(setup)
    assert (caught.value.code, setup.purse.bills[0].usage.calls) == ("model_unreachable", 3)


async def test_given_questions_that_fail_when_the_threshold_is_reached_then_no_more_calls_are_made() -> None:
    server = ModelServer(*[plays.status(529, "overloaded_error")] * 6)
    async with model_over(server, threshold=2) as setup:
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                await ask(setup)
        with pytest.raises(ModelUnavailable, match="model_circuit_open"):
            await ask(setup)
    assert setup.calls == 6
    assert len(setup.purse.bills) == 2  # nothing was reserved for the third


async def test_given_a_used_up_budget_when_asked_then_nothing_is_sent() -> None:
    async with model_over(ModelServer()) as setup:
        setup.purse.empty = True
        with pytest.raises(QuotaExceeded):
            await ask(setup)
    assert (setup.calls, setup.purse.bills) == (0, [])


async def test_given_the_asker_is_cancelled_when_tokens_flowed_then_they_are_paid() -> None:
    flowing = asyncio.Event()

    async def on_partial(_: dict[str, Any]) -> None:
        flowing.set()

    async with model_over(ModelServer(plays.stall(json.dumps({"greeting": "hello " * 20}))), idle=IDLE) as setup:
        task = asyncio.create_task(setup.model.ask(TASK, PROMPT, Greeting, work(), on_partial))
        await flowing.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    [bill] = setup.purse.bills
    assert (bill.outcome, bill.usage.tokens.input) == ("cancelled", INPUT_TOKENS)


async def test_given_a_listener_when_the_answer_streams_in_then_it_hears_the_fields_grow() -> None:
    heard: list[str] = []

    async def on_partial(fields: dict[str, Any]) -> None:
        heard.append(fields["greeting"])

    long = {"greeting": "a very long greeting " * 10, "loud": True}
    async with model_over(ModelServer(plays.answer(long))) as setup:
        await setup.model.ask(TASK, PROMPT, Greeting, work(), on_partial)
    assert len(heard) > 3
    assert heard == sorted(heard, key=len)
    assert all(long["greeting"].startswith(words) for words in heard)  # type: ignore[attr-defined] # it is a str


async def test_given_tracing_when_asked_then_the_span_tells_the_outcome_and_no_content(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spans = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    monkeypatch.setattr(client, "_tracer", provider.get_tracer("test"))
    async with model_over(ModelServer(plays.answer(GOOD), plays.refusal())) as setup:
        await ask(setup)
        with pytest.raises(ModelRefused):
            await ask(setup)
    assert [span.attributes["llm.outcome"] for span in spans.get_finished_spans() if span.attributes] == [
        "answered",
        "model_refused",
    ]
    told = "".join(span.to_json() for span in spans.get_finished_spans())
    assert "hello" not in told.lower()
    assert "exception" not in told


async def test_given_an_answer_that_the_asker_cannot_use_when_checked_then_the_model_is_told_what_to_mend() -> None:
    mended = GOOD | {"loud": True}
    async with model_over(ModelServer(plays.answer(GOOD), plays.answer(mended))) as setup:
        answer = await setup.model.ask(
            TASK, PROMPT, Greeting, work(), check=lambda found: None if found.loud else "Speak up."
        )
    assert answer.value.loud
    assert answer.usage.calls == 2
    assert "Speak up." in setup.server.requests[1]["messages"][-1]["content"][0]["text"]


async def test_given_answers_that_the_asker_cannot_use_twice_when_checked_then_there_is_none() -> None:
    async with model_over(ModelServer(plays.answer(GOOD), plays.answer(GOOD))) as setup:
        with pytest.raises(ModelAnswerInvalid) as failure:
            await setup.model.ask(TASK, PROMPT, Greeting, work(), check=lambda _: "Speak up.")
    assert failure.value.code == "model_answer_breaks_rules"
    assert "Speak up." not in str(failure.value)
