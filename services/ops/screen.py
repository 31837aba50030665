"""What a case looks like in a terminal, for people; and as one JSON value a line, for programs."""

from collections.abc import Mapping
from typing import Any, Protocol

import orjson
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel

from services.ops.replies import hint, is_suggestion

COLUMNS = 110


class Screen(Protocol):
    """Shows a case while it is worked."""

    def progress(self, stage: str, detail: str) -> None:
        """Something happened on the way to the next step."""

    def step(self, step: Mapping[str, Any]) -> None:
        """What FlowPilot puts to the engineer now."""

    def note(self, text: str) -> None:
        """A sentence to the engineer."""

    def documentation(self, session: str, documentation: Mapping[str, Any], markdown: str) -> None:
        """What was written at the end."""


class PeopleScreen:
    """Colours and panels on a terminal, plain text elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def progress(self, stage: str, detail: str) -> None:
        """See `Screen.progress`."""
        self._console.print(f"[green]✓[/green] {stage}", end=" ")
        self._console.print(detail, style="dim", markup=False)

    def step(self, step: Mapping[str, Any]) -> None:
        """See `Screen.step`."""
        content = step["content"]
        title = f"{step['step_order'] + 1}. {_KINDS.get(content['type'], content['type'])}"
        sure = f"{step['confidence_tier']} · {step['confidence_score']:.0%} · {step['engine']}"
        width = min(self._console.width, COLUMNS)
        body = _body(step)
        self._console.print(
            Panel(body, title=title, title_align="left", subtitle=sure, subtitle_align="right", width=width)
        )
        for number, option in enumerate(step["options"], start=1):
            self._console.print(f"  [bold]{number}[/bold]", end=" ")
            self._console.print(option["label"], markup=False)
        self._console.print(hint(step), style="dim")

    def note(self, text: str) -> None:
        """See `Screen.note`."""
        self._console.print(text, markup=False)

    def documentation(self, session: str, documentation: Mapping[str, Any], markdown: str) -> None:
        """See `Screen.documentation`."""
        self._console.rule("Documentation", align="left")
        if self._console.is_terminal:
            self._console.print(Markdown(markdown))
        else:
            self._console.print(markdown, markup=False, soft_wrap=True)


class ProgramScreen:
    """One JSON value a line."""

    def progress(self, stage: str, detail: str) -> None:
        """See `Screen.progress`."""
        _print({"progress": stage, "detail": detail})

    def step(self, step: Mapping[str, Any]) -> None:
        """See `Screen.step`."""
        _print({"step": step})

    def note(self, text: str) -> None:
        """See `Screen.note`."""
        _print({"note": text})

    def documentation(self, session: str, documentation: Mapping[str, Any], markdown: str) -> None:
        """See `Screen.documentation`."""
        _print({"session_id": session, "documentation": documentation, "markdown": markdown})


_KINDS = {"question": "Question", "action": "Do this", "resolution_suggestion": "Suggested resolution"}


def _print(value: Mapping[str, Any]) -> None:
    print(orjson.dumps(value).decode(), flush=True)


def _body(step: Mapping[str, Any]) -> str:
    """The step's text and everything that helps with it; no markup is read from it."""
    content = step["content"]
    lines = [content["text"]]
    if content.get("instructions"):
        lines.append(str(content["instructions"]))
    if content.get("expected_outcome"):
        lines.append(f"Expected: {content['expected_outcome']}")
    if is_suggestion(step) and content["resolution_summary"] not in lines:
        lines.append(content["resolution_summary"])
    lines += [f"Then: {advice}" for advice in _as_list(content.get("follow_up_recommendations"))]
    if step["context_message"]:
        lines.append(f"({step['context_message']})")
    return "\n\n".join(lines).replace("[", r"\[")


def _as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())
