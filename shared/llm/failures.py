"""How asking a model can fail. Texts hold no customer content and no word of the model."""

from shared.llm.usage import Usage


class ModelFailure(Exception):
    """No usable answer. `code` is stable; `retriable`: the same question may be asked again later.

    `usage` is what the tries cost and `record` the kept request; `Model.ask` sets both once a call was made.
    """

    retriable = True

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.usage: Usage | None = None
        self.record: bytes | None = None


class ModelUnavailable(ModelFailure):
    """The model cannot be reached or takes no more work; another engine may take over meanwhile.

    `retry_after` is what the server asked for, in seconds. `transient` failures are tried again at once.
    """

    def __init__(self, code: str, detail: str, *, transient: bool = False, retry_after: float | None = None) -> None:
        super().__init__(code, detail)
        self.transient = transient
        self.retry_after = retry_after


class ModelRefused(ModelFailure):
    """The model declines to answer."""


class ModelRejected(ModelRefused):
    """The server rejects this very request (too large, or not understood); the same again does not help."""

    retriable = False


class ModelAnswerInvalid(ModelFailure):
    """The answer is not of the asked shape. `hint` tells the model what to mend."""

    def __init__(self, code: str, detail: str, hint: str) -> None:
        super().__init__(code, detail)
        self.hint = hint


class ModelTruncated(ModelAnswerInvalid):
    """The answer was longer than it may be, and was cut."""
