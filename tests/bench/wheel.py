"""300 cases over 30 problems in an account whose library is empty: does the wheel turn?

Each problem is told in a few people's own words, every time with other details: who, where, since when.

Each week 50 cases are worked with the playbook; at its end a lead approves what the flywheel proposes. The engineer
knows the fault of each problem once it is looked for, and nothing else.
"""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import yaml

from services.flywheel.proposals.events import Enhancement
from services.flywheel.writing.enhancing import applied
from tests.e2e.kit import Json, Person, ok

TEXTS = Path(__file__).parents[1] / "e2e/data"
TELLINGS = 2
PROBLEMS, WEEKS, CASES_A_WEEK = 30, 6, 50
CHECKS = 3
AT_ONCE = 4
SETTLING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Case:
    """One case: which problem, in whose words."""

    problem: str
    text: str


@dataclass(slots=True)
class Week:
    """What came of a week's cases. `right`: led by a flow of the very problem."""

    cases: int = 0
    matched: int = 0
    right: int = 0
    steps: int = 0
    steps_when_right: int = 0
    proposals: int = 0
    flows: int = 0


@dataclass(slots=True)
class Wheel:
    """The engineer and the lead of an account."""

    person: Person
    about: dict[str, str] = field(default_factory=dict)
    """The problem of each session, and of each flow by its name and id."""
    sessions: list[str] = field(default_factory=list)
    turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def week(self, cases: Sequence[Case]) -> Week:
        """Work the cases, then review what the flywheel made of them."""
        done = Week(cases=len(cases))
        await asyncio.gather(*(self._work(case, done) for case in cases))
        await self._analysed()
        await self._review(done)
        await asyncio.sleep(SETTLING_SECONDS)  # what was published is embedded in the background
        return done

    async def _work(self, case: Case, week: Week) -> None:
        async with self.turn:
            started = await self.person.start(case.text)
            session, step = started["session_id"], started["first_step"]
            self.about[session] = case.problem
            self.sessions.append(session)
            flow = started["matched_flow_id"]
            week.matched += flow is not None
            week.right += flow is not None and self.about.get(flow) == case.problem
            taken = await self._to_the_end(case, session, step, right=self.about.get(flow or "") == case.problem)
            week.steps += taken
            week.steps_when_right += taken if self.about.get(flow or "") == case.problem else 0
            fix = {"resolution_summary": f"The cause was found and removed: {case.problem}."}
            ok(await self.person.act(session, "resolve", fix))

    async def _to_the_end(self, case: Case, session: str, step: Json | None, *, right: bool) -> int:
        """Answer until the fault is found, or there is nothing left to ask; how many steps it took."""
        checks = taken = 0
        fixed = False
        while step is not None and taken < 28:
            taken += 1
            kind = step["content"]["type"]
            if kind == "resolution_suggestion" and (fixed or right):
                return taken
            checks += step["content"].get("action_type") == "verification" and not right
            found = checks == 1 + hash_of(case.problem) % CHECKS
            answer, right = self._answer(case, step, found=found, right=right)
            fixed = fixed or (found and kind == "action" and step["content"]["action_type"] != "verification")
            step = (await self.person.respond(session, step, **answer))["next_step"]
        return taken

    def _answer(self, case: Case, step: Json, *, found: bool, right: bool) -> tuple[Json, bool]:
        """What the engineer says, and whether the right flow leads from here on."""
        content, options = step["content"], step["options"]
        if content["type"] == "resolution_suggestion":
            return {"action_result": {"success": False}}, False
        if content["type"] == "action":
            fault = content["action_type"] == "verification" and found and not right
            return {"action_result": {"success": not fault}}, right
        by_label = {option["label"]: option["value"] for option in options}
        for label, value in by_label.items():
            if self.about.get(label) == case.problem:
                return {"selected_option": value}, True
        wanted = "No" if right else "Yes, as expected"
        if wanted in by_label:
            return {"selected_option": by_label[wanted]}, right
        if "Something else" in by_label and not right:
            return {"selected_option": by_label["Something else"]}, right
        if none := next((value for label, value in by_label.items() if label.startswith("None")), None):
            return {"selected_option": none}, right
        return ({"selected_option": options[0]["value"]} if options else {"free_text_input": "Nothing new."}), right

    async def _analysed(self) -> None:
        for session in self.sessions:
            await self.person.until_case(session, lambda case: case["analysis_status"] == "completed")
        self.sessions.clear()

    async def _review(self, week: Week) -> None:
        pending = ok(await self.person.get("/flow-proposals?status=pending&limit=200"))
        week.proposals = len(pending)
        for item in pending:
            proposal = ok(await self.person.get(f"/flow-proposals/{item['id']}"))
            approved = ok(await self._decide(proposal))
            problem = self.about[proposal["source_session_id"]]
            flow = approved["published_flow_id"]
            if proposal["proposal_type"] == "new_flow":
                self.about[flow] = self.about[proposal["title"]] = problem
        week.flows = len(ok(await self.person.get("/flows?status=published&limit=200")))

    async def _decide(self, proposal: Json) -> httpx2.Response:
        address = f"/flow-proposals/{proposal['id']}"
        if proposal["proposal_type"] == "new_flow":
            return await self.person.post(f"{address}/approve")
        flow = ok(await self.person.get(f"/flows/{proposal['target_flow_id']}"))
        tree = applied(flow["tree_structure"], Enhancement.model_validate(proposal["proposed_diff"]))
        return await self.person.post(f"{address}/publish", {"tree_structure": tree})


def hash_of(problem: str) -> int:
    """A number of the problem that is the same in every run."""
    return sum(problem.encode())


def told() -> dict[str, list[str]]:
    """The problems, with the words in which people tell them."""
    texts: dict[str, list[str]] = {}
    for file in sorted(TEXTS.glob("paraphrases_*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            if entry["flow"]:  # the others are about nothing that the demo has a flow for
                texts.setdefault(entry["flow"], []).append(entry["text"])
    return dict(sorted(texts.items())[:PROBLEMS])


def with_details(text: str, rng: random.Random) -> str:
    """The telling as somebody else would send it in."""
    opening = rng.choice(("", "Hello, ", "Ticket from the portal: ", "Call just now: ", "Good morning. "))
    who = rng.choice(("the accounting team", "our branch in Ulm", "a new colleague", "the warehouse", "the front desk"))
    when = rng.choice(("since this morning", "since Monday", "for an hour now", "since the weekend", "again today"))
    return f"{opening}{text} Reported by {who}, {when}."


def weeks(seed: int = 5) -> list[list[Case]]:
    """Each problem ten times in all, in turn in each of its tellings."""
    rng = random.Random(seed)
    cases = [
        Case(problem, with_details(texts[number % TELLINGS], rng))
        for problem, texts in told().items()
        for number in range(WEEKS * CASES_A_WEEK // PROBLEMS)
    ]
    rng.shuffle(cases)
    return [cases[start : start + CASES_A_WEEK] for start in range(0, len(cases), CASES_A_WEEK)]
