"""What the closing documents need from outside: somebody who writes them."""

from dataclasses import dataclass
from typing import Protocol

from services.documentation.events import EngineName, NoteKind, Usage
from services.documentation.session import Session
from shared.llm.ledger import Work


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """A document that is asked for, and what it is made of. `work` says for whom, and what it is paid as."""

    kind: NoteKind
    session: Session
    work: Work


@dataclass(frozen=True, slots=True)
class Written:
    """A document as Markdown. `transcript` is the exact prompt and answer, kept sealed with the case."""

    markdown: str
    engine: EngineName
    usage: Usage | None = None
    transcript: bytes | None = None
    prompt_version: str | None = None


class NotWritten(Exception):
    """The writer has nothing of use: it is away, the quota is used up, or it broke the rules. `code` says which."""

    def __init__(self, code: str, usage: Usage | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.usage = usage


class NoteWriter(Protocol):
    """Writes closing documents."""

    async def write(self, request: NoteRequest) -> Written:
        """The document, which breaks no rule.

        Raises:
            NotWritten: there is none to be had from this writer now.
        """
        ...
