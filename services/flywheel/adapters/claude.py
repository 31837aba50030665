"""Proposals written by a language model, held to the rules of trees."""

from pathlib import Path

from services.flywheel.adapters.claude_answer import FlowAnswer, content_of
from services.flywheel.ports import Draft, FlowRequest, NotWritten
from services.flywheel.proposals.events import Enhancement, FlowDraft, Usage
from services.flywheel.proposals.merging import ENHANCEMENT
from services.flywheel.proposals.ports import FlowLibrary
from services.flywheel.writing.building import one_line
from services.flywheel.writing.enhancing import applied, nodes_of
from services.flywheel.writing.evidence import evidence
from services.flywheel.writing.rules import complaints
from shared.errors import Problem
from shared.llm.client import Answer, Model, Task
from shared.llm.failures import ModelFailure
from shared.llm.links import hosts_in, without_links
from shared.llm.prompt import Prompt, Template, Turn, version_of
from shared.llm.redaction import Redactor
from shared.llm.untrusted import Quarantine, shorten
from shared.llm.usage import Usage as Spent

TASK = Task("open_chat", max_tokens=4096)
PART_CHARS = 24_000
DESCRIPTION_CHARS = 600
MOST_FAULTS = 12

_FOLDER = Path(__file__).parents[1] / "prompts"


class ClaudeWriter:
    """A `FlowWriter` that asks a model. A draft that breaks a rule is sent back once, with every fault named."""

    def __init__(self, model: Model, library: FlowLibrary) -> None:
        self._model = model
        self._library = library
        self._rules = Template.load(_FOLDER, "flow_rules_v1")
        self._new_flow = Template.load(_FOLDER, "new_flow_v1")
        self._enhancement = Template.load(_FOLDER, "enhancement_v1")
        self._case = Template.load(_FOLDER, "flow_case_v1")
        self._repair = Template.load(_FOLDER, "flow_repair_v1")

    async def write(self, request: FlowRequest) -> Draft:
        """See `FlowWriter.write`."""
        spent: list[Spent] = []
        try:
            return await self._written(request, spent)
        except Problem as refused:  # the quota is used up, or the library, which knows the rules, is away
            raise NotWritten(refused.code, _sum(spent)) from None
        except ModelFailure as failure:
            raise NotWritten(failure.code, _sum([*spent, *filter(None, [failure.usage])])) from None

    async def _written(self, request: FlowRequest, spent: list[Spent]) -> Draft:
        prompt, hosts = self._prompt(request)
        answer = await self._ask(prompt, request, spent)
        draft, faults = await self._read(answer, request, hosts)
        if faults:
            text = self._repair.render(complaints=" ".join(faults[:MOST_FAULTS]))
            again = prompt.and_then(Turn("assistant", answer.value.model_dump_json()), Turn("user", text))
            answer = await self._ask(again, request, spent)
            draft, faults = await self._read(answer, request, hosts)
        if faults:
            raise NotWritten("flow_invalid", _sum(spent))
        title, description, content = draft
        return Draft(title, description, content, "claude", _sum(spent), answer.record, answer.prompt_version)

    async def _ask(self, prompt: Prompt, request: FlowRequest, spent: list[Spent]) -> Answer[FlowAnswer]:
        answer = await self._model.ask(TASK, prompt, FlowAnswer, request.work)
        spent.append(answer.usage)
        return answer

    async def _read(
        self, answer: Answer[FlowAnswer], request: FlowRequest, hosts: frozenset[str]
    ) -> tuple[tuple[str, str, FlowDraft | Enhancement], list[str]]:
        """The answer as a draft, and everything that is wrong with it."""
        content = content_of(answer.value, request, lambda text: without_links(text, hosts))
        title = one_line(without_links(answer.value.title, hosts))
        description = shorten(one_line(without_links(answer.value.description, hosts)), DESCRIPTION_CHARS)
        faults = complaints(title, description, content)
        faults += await self._tree_faults(content, request)
        return (f"{ENHANCEMENT}{title}" if request.target else title, description, content), faults

    async def _tree_faults(self, content: FlowDraft | Enhancement, request: FlowRequest) -> list[str]:
        if isinstance(content, FlowDraft):
            tree = content.tree_structure
        else:
            tree = applied(request.target.text.tree_structure if request.target else {}, content)
        found = await self._library.faults(request.work.account, tree)
        named = [f"{fault['node_id']}: {fault['detail']}" for fault in found]
        return named + (_unattached(content, request) if isinstance(content, Enhancement) else [])

    def _prompt(self, request: FlowRequest) -> tuple[Prompt, frozenset[str]]:
        redactor = Redactor(request.session.started.redactions if request.session.started else ())
        parts = {source: shorten(redactor.apply(text), PART_CHARS) for source, text in evidence(request).items()}
        quarantine = Quarantine()
        blocks = "\n\n".join(quarantine.block(source, text) for source, text in parts.items())
        turn = Turn("user", self._case.render(nonce=quarantine.nonce, evidence=blocks))
        system = [self._rules, self._enhancement if request.target else self._new_flow]
        prompt = Prompt(version_of([*system, self._case]), tuple(template.text for template in system), (turn,))
        return prompt, hosts_in(parts.values())


def _unattached(content: Enhancement, request: FlowRequest) -> list[str]:
    """Whether the branch hangs on a decision of the flow that is there."""
    tree = request.target.text.tree_structure if request.target else {}
    decisions = {node["id"] for node in nodes_of(tree) if node.get("type") == "decision"} if tree else set()
    missing = [one.node_id for one in content.modified_options if one.node_id not in decisions]
    return ["attach_to must be the id of a decision of the flow."] if missing else []


def _sum(spent: list[Spent]) -> Usage | None:
    """What the calls cost together; None where nothing was asked."""
    if not spent:
        return None
    total = spent[0]
    for more in spent[1:]:
        total = Spent(
            total.model, total.tokens + more.tokens, total.cost_usd + more.cost_usd,
            total.latency_ms + more.latency_ms, total.calls + more.calls,
        )  # fmt: skip
    return Usage(**total.to_dict())
