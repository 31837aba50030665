"""From what the SDK and its transport raise to our failures."""

from collections.abc import Iterator
from contextlib import contextmanager

import anthropic
import httpx2

from shared.llm.failures import ModelFailure, ModelRejected, ModelUnavailable


@contextmanager
def translated() -> Iterator[None]:
    """Raises our failures for theirs, without the cause: its text may quote content."""
    try:
        yield
    except (anthropic.AnthropicError, httpx2.HTTPError) as error:
        raise _failure_of(error) from None
    except (ValueError, LookupError, RuntimeError):  # how the SDK takes events that make no sense
        raise ModelUnavailable("model_stream_broken", "The stream is unreadable.", transient=True) from None


_TRANSIENT_TYPES = {
    "overloaded_error": "model_overloaded",
    "rate_limit_error": "model_rate_limited",
    "api_error": "model_server_error",
    "timeout_error": "model_timeout",
}
_TRANSIENT_STATUS = {
    408: "model_timeout",
    409: "model_server_error",
    429: "model_rate_limited",
    529: "model_overloaded",
}
_FINAL_STATUS = {
    401: "model_credentials",
    402: "model_billing",
    403: "model_credentials",
    404: "model_unknown",
}


def _failure_of(error: Exception) -> ModelFailure:
    match error:
        case anthropic.APITimeoutError() | httpx2.TimeoutException():
            return ModelUnavailable("model_timeout", "The model did not answer in time.", transient=True)
        case anthropic.APIStatusError():
            return _failure_of_status(error)
        case _:
            return ModelUnavailable("model_unreachable", "The server cannot be reached.", transient=True)


def _failure_of_status(error: anthropic.APIStatusError) -> ModelFailure:
    status, request = error.status_code, error.request_id
    code = _TRANSIENT_STATUS.get(status) or ("model_server_error" if status >= 500 else None)
    if status < 400:  # an error event in the middle of a stream: only its type tells
        code = _TRANSIENT_TYPES.get(error.type or "", "model_server_error")
    detail = f"The model's server answered {status} (request {request})."
    if code:
        return ModelUnavailable(code, detail, transient=True, retry_after=_retry_after(error.response))
    if status in _FINAL_STATUS:
        return ModelUnavailable(_FINAL_STATUS[status], detail)
    return ModelRejected("model_request_rejected", detail)


def _retry_after(response: httpx2.Response) -> float | None:
    try:
        return max(0.0, float(response.headers["retry-after"]))
    except (KeyError, ValueError):  # absent, or an HTTP date: our own back-off then
        return None
