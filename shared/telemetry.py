"""Traces across HTTP, NATS and the model call; JSON logs without customer content; metrics for Prometheus."""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import orjson
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

_propagator = TraceContextTextMapPropagator()
LEFT_OUT = "[left out]"
TOKEN = re.compile(r"(?<=/)(?![0-9a-fA-F-]{36}(?:/|$))[A-Za-z0-9_-]{36,}(?=/|$)")
"""A part of a path that is long and no id: whoever knows it may use it."""


def current_traceparent() -> str | None:
    """The W3C trace context of the running span, or None."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def remote_span(tracer: trace.Tracer, name: str, traceparent: str | None) -> Iterator[None]:
    """A span that continues the trace of another process. Of a failure it tells the kind: its text may hold content."""
    context = _propagator.extract({"traceparent": traceparent}) if traceparent else None
    with tracer.start_as_current_span(
        name, context=context, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield
        except Exception as error:
            span.set_status(trace.StatusCode.ERROR)
            span.set_attribute("error.type", type(error).__name__)
            raise


class WithoutWords(SpanProcessor):
    """Takes out of the spans of HTTP requests what somebody searches for, and tokens that are a part of the path."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """See `SpanProcessor.on_start`."""
        attributes = span.attributes or {}
        if "url.query" in attributes:
            span.set_attribute("url.query", LEFT_OUT)
        path = attributes.get("url.path")
        if isinstance(path, str) and (known := TOKEN.sub(LEFT_OUT, path)) != path:
            span.set_attribute("url.path", known)


def set_up_tracing(service: str, otlp_endpoint: str | None) -> None:
    """Send spans to `otlp_endpoint`; without one they carry ids, for the logs, and record nothing else."""
    provider = TracerProvider(
        sampler=ALWAYS_ON if otlp_endpoint else ALWAYS_OFF,
        resource=Resource.create({"service.name": f"resolutionflow-{service}"}),
    )
    provider.add_span_processor(WithoutWords())
    if otlp_endpoint:
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{otlp_endpoint}/v1/traces")))
    trace.set_tracer_provider(provider)


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, trace id, and where an exception was raised."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line; an exception as its type and place, since its text may hold content."""
        line: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        span = trace.get_current_span().get_span_context()
        if span.is_valid:
            line["trace_id"] = f"{span.trace_id:032x}"
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        return orjson.dumps(line, default=str).decode()


def _places(traceback: object) -> list[str]:
    places: list[str] = []
    while traceback is not None:
        frame = getattr(traceback, "tb_frame", None)
        if frame is None:
            break
        places.append(f"{frame.f_code.co_filename.rsplit('/', 3)[-1]}:{getattr(traceback, 'tb_lineno', 0)}")
        traceback = getattr(traceback, "tb_next", None)
    return places[-8:]


def set_up_logging(level: str) -> None:
    """JSON logs on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("anthropic").setLevel(logging.INFO)  # DEBUG would write down every prompt
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # INFO would write down addresses with their tokens
    logging.getLogger("nats").setLevel(logging.ERROR)
