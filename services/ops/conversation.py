"""A case worked in the terminal: start, wait, show the step, send the answer, until it is closed."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.ops.client import Client
from services.ops.replies import YES, is_suggestion, reply
from services.ops.screen import Screen
from shared.errors import InvalidInput, NotFound, Problem, Unavailable

POLL_SECONDS = 0.2
WAIT_SECONDS = 90.0
HELP = """\
At a step: a number chooses an option; your own words where they are taken; s skips.
At an action: y or n, and what you saw, as in: y the service runs again
At a suggested resolution: y resolves the case; n, or what you still see, goes on.
/resolve WHAT HELPED   close the case as resolved
/pause, /abandon       put it aside, end it without a result
/quit                  leave it open; `resolutionflow session --continue ID` comes back to it"""

Case = Mapping[str, Any]
Ask = Callable[[str], str]
"""Shows a prompt and answers the line that was typed. Raises EOFError when there are no more."""


@dataclass(slots=True)
class Conversation:
    """One case between an engineer and FlowPilot. `ended` once it is closed or left."""

    client: Client
    screen: Screen
    ask: Ask
    session: str = ""
    ended: bool = False

    def start(self, body: Mapping[str, Any]) -> None:
        """Start a case and show how it is taken in."""
        self.session = self.client.post("/ai-sessions", body, prefer="respond-async")["session_id"]
        shown = 0
        for case in self._versions():
            stages = list(_stages(case))
            for stage, detail in stages[shown:]:
                self.screen.progress(stage, detail)
            shown = len(stages)
            if case is not None and _settled(case):
                return

    def resume(self, session: str) -> None:
        """Go on with a case that was left or paused."""
        self.session = session
        if self._case()["status"] == "paused":
            self._post("resume", {})

    def work(self) -> None:
        """Put every step to the engineer until the case is closed or left."""
        try:
            while not self.ended:
                self._turn(self._settled_case())
        except EOFError:
            self._leave()

    def _turn(self, case: Case) -> None:
        if case["status"] != "active":
            self.ended = True
            self._show_documentation()
        elif case["failure"] is not None:
            self._failed(case["failure"])
        else:
            self._answer(case["steps"][-1])

    def _answer(self, step: Mapping[str, Any]) -> None:
        self.screen.step(step)
        while True:
            typed = self.ask("> ")
            try:
                if typed.startswith("/"):
                    self._command(typed)
                elif is_suggestion(step) and typed.strip().lower() in YES:
                    self._resolve(step["content"]["resolution_summary"])
                else:
                    self._post("respond", reply(step, typed))
            except Unavailable:
                raise
            except Problem as problem:
                self.screen.note(problem.detail)
                if isinstance(problem, InvalidInput):
                    continue
            return

    def _command(self, typed: str) -> None:
        word, _, rest = typed.strip().partition(" ")
        match word:
            case "/resolve":
                self._resolve(rest)
            case "/pause" | "/abandon":
                self._post(word.removeprefix("/"), {})
                self._leave()
            case "/quit":
                self._leave()
            case _:
                raise InvalidInput("help", HELP)

    def _resolve(self, summary: str) -> None:
        self._post("resolve", {"resolution_summary": summary or self.ask("What helped? ")})

    def _failed(self, failure: Mapping[str, Any]) -> None:
        self.screen.note(f"FlowPilot could not make the next step: {failure['detail']}")
        typed = self.ask("Enter tries again, /resolve or /quit > ")
        if typed.startswith("/"):
            self._command(typed)
        else:
            self._post("retry-step", {})

    def _leave(self) -> None:
        self.ended = True
        self.screen.note(f"The case is kept. Come back with: resolutionflow session --continue {self.session}")

    def _post(self, action: str, body: Mapping[str, Any]) -> Any:
        return self.client.post(f"/ai-sessions/{self.session}/{action}", body)

    def _show_documentation(self) -> None:
        path = f"/ai-sessions/{self.session}/documentation"
        self.screen.documentation(self.session, self.client.get(path), self.client.markdown(path))

    def _case(self) -> Case:
        case: Case = self.client.get(f"/ai-sessions/{self.session}")
        return case

    def _settled_case(self) -> Case:
        return next(case for case in self._versions() if case is not None and _settled(case))

    def _versions(self) -> Iterator[Case | None]:
        """The case again and again, None while it is not there yet. Raises Unavailable after a long wait."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            try:
                yield self._case()
            except NotFound:
                yield None
            time.sleep(POLL_SECONDS)
        raise Unavailable("no_step", f"No step came in {WAIT_SECONDS:.0f} s. Session {self.session} is kept.")


def _settled(case: Case) -> bool:
    """Whether FlowPilot waits for the engineer, and not the other way round."""
    if case["status"] != "active":
        return True
    return bool(case["steps"]) and not case["awaiting_step"] if case["failure"] is None else True


def _stages(case: Case | None) -> Iterator[tuple[str, str]]:
    """What has happened so far between the start and the first step."""
    if case is None:
        return
    yield "received", case["id"]
    if case["problem_domain"] is not None:
        if case["psa_context_status"] is not None:
            yield "ticket", _ticket(case)
        yield "classified", f"{case['problem_domain']}, {case['urgency']}: {case['problem_summary']}"
    if case["match"] is not None:
        yield "matched", _match(case)
    if case["steps"]:
        yield "first question", ""


def _ticket(case: Case) -> str:
    if case["psa_context_status"] == "loaded":
        return f"{case['psa_ticket_id']} was read"
    return f"{case['psa_ticket_id']} could not be read; the case goes on without it"


def _match(case: Case) -> str:
    if case["matched_flow_name"] is None:
        return "no flow fits; FlowPilot asks its own questions"
    return f"{case['matched_flow_name']} ({case['match_score']:.0%})"
