"""How a model's failures are told to who asked through a port."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.diagnosis.ports import AnswerUnusable, ModelAway
from services.diagnosis.usage import Usage
from shared.errors import QuotaExceeded
from shared.llm.failures import ModelFailure, ModelUnavailable


@contextmanager
def failing_as_the_port_says() -> Iterator[None]:
    """Raises `ModelAway` where there was no answer to be had, `AnswerUnusable` where there was a bad one."""
    try:
        yield
    except QuotaExceeded as exceeded:
        raise ModelAway(exceeded.code, notice=exceeded.detail) from exceeded
    except ModelUnavailable as away:
        raise ModelAway(away.code, _usage(away)) from None
    except ModelFailure as failure:
        code, detail = failure.code, failure.detail
        raise AnswerUnusable(code, detail, retriable=failure.retriable, usage=_usage(failure)) from None


def _usage(failure: ModelFailure) -> Usage | None:
    return Usage(**failure.usage.to_dict()) if failure.usage else None
