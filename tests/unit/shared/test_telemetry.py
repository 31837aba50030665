"""Traces tell what happened and how it failed, never what a customer wrote."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from shared.telemetry import WithoutWords, remote_span

WORDS = "the CEO's mailbox"


@pytest.fixture
def exported() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture
def provider(exported: InMemorySpanExporter) -> Iterator[TracerProvider]:
    provider = TracerProvider()
    provider.add_span_processor(WithoutWords())
    provider.add_span_processor(SimpleSpanProcessor(exported))
    yield provider
    provider.shutdown()


def test_given_a_failure_that_quotes_content_when_traced_then_only_its_kind_is_told(
    provider: TracerProvider, exported: InMemorySpanExporter
) -> None:
    with suppress(ValueError), remote_span(provider.get_tracer("test"), "work", None):
        raise ValueError(WORDS)

    [span] = exported.get_finished_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert span.attributes == {"error.type": "ValueError"}
    assert WORDS not in span.to_json()


def test_given_a_search_when_the_request_is_traced_then_its_words_are_left_out(
    provider: TracerProvider, exported: InMemorySpanExporter
) -> None:
    with provider.get_tracer("test").start_as_current_span("GET", attributes={"url.path": "/x", "url.query": WORDS}):
        pass

    [span] = exported.get_finished_spans()
    assert dict(span.attributes or {}) == {"url.path": "/x", "url.query": "[left out]"}


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/bridge/psa/vap1l0GDXKiJL6KXTpn7cWplPLP85jbVSJpOtyEb0Y8", "/bridge/psa/[left out]"),
        ("/api/v1/ai-sessions/01a1f8bc-51e7-71c7-a762-3e3001483914/respond", None),
        ("/api/v1/psa/tickets/48200", None),
    ],
)
def test_given_a_token_in_the_path_when_the_request_is_traced_then_it_is_left_out_and_ids_stay(
    provider: TracerProvider, exported: InMemorySpanExporter, path: str, told: str | None
) -> None:
    with provider.get_tracer("test").start_as_current_span("POST", attributes={"url.path": path}):
        pass

    [span] = exported.get_finished_spans()
    assert (span.attributes or {})["url.path"] == (told or path)
