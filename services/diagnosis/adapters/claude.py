"""Steps proposed by a language model."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.diagnosis.adapters.claude_answer import TEXT_CHARS, StepAnswer, proposal_of, wordings_of
from services.diagnosis.adapters.claude_failures import failing_as_the_port_says
from services.diagnosis.adapters.claude_prompt import CasePrompt, PromptWriter
from services.diagnosis.events import Screenshot
from services.diagnosis.ports import CaseView, Proposed, ScriptReader
from services.diagnosis.usage import Usage
from shared.llm.client import Model, Task
from shared.llm.ledger import Work
from shared.llm.links import without_links
from shared.llm.partial import OnPartial
from shared.llm.prompt import Image
from shared.llm.untrusted import clean, shorten

TASK = Task("open_chat", max_tokens=2048)

ReadPicture = Callable[[UUID, UUID, str], Awaitable[bytes]]
"""Account, session and blob address to the picture's bytes."""
TellPartial = Callable[[CaseView, str], Awaitable[None]]
"""Gets the step's text while it is being written; must not raise."""


class ClaudeDiagnoser:
    """A `Diagnoser` that asks a model. `tell_partial` lets the engineer read along; `scripts` may be suggested."""

    def __init__(
        self,
        model: Model,
        read_picture: ReadPicture,
        tell_partial: TellPartial | None = None,
        scripts: ScriptReader | None = None,
    ) -> None:
        self._model = model
        self._read_picture = read_picture
        self._tell_partial = tell_partial
        self._scripts = scripts
        self._writer = PromptWriter()

    async def propose(self, case: CaseView) -> Proposed:
        """See `Diagnoser.propose`."""
        if self._scripts is not None:
            case = replace(case, offered_scripts=await self._scripts.offered(case.account, case.team))
        written = self._writer.write(case, await self._images(case))
        work = Work(case.account, case.session, str(case.order), case.attempt, case.user, case.client)
        with failing_as_the_port_says():
            answer = await self._model.ask(TASK, written.prompt, StepAnswer, work, self._partial(case, written))
        return Proposed(
            proposal_of(answer.value, written.known_hosts, case.offered_scripts),
            engine="claude",
            usage=Usage(**answer.usage.to_dict()),
            transcript=answer.record,
            model=answer.usage.model,
            prompt_version=answer.prompt_version,
            wordings=wordings_of(answer.value, case.steps, written.known_hosts),
        )

    async def _images(self, case: CaseView) -> tuple[Image, ...]:
        return tuple(await asyncio.gather(*(self._image(case, screenshot) for screenshot in case.screenshots)))

    async def _image(self, case: CaseView, screenshot: Screenshot) -> Image:
        content = await self._read_picture(case.account, case.session, screenshot.blob)
        return Image(screenshot.media_type, content)

    def _partial(self, case: CaseView, written: CasePrompt) -> OnPartial | None:
        tell = self._tell_partial
        if tell is None:
            return None

        async def on_partial(fields: dict[str, Any]) -> None:
            text = fields.get("text")
            if isinstance(text, str) and text:
                await tell(case, shorten(without_links(clean(text)[0], written.known_hosts), TEXT_CHARS))

        return on_partial
