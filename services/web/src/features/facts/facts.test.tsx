import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { makeBriefing, makeCase, makeFact, makeStep } from "@/features/case/test-kit";
import { KnownFacts } from "@/features/facts/components/KnownFacts";
import { isGoodFact, retracted, standing, stepNumberOf, summaryOf } from "@/features/facts/model";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const FACTS = "/ai-sessions/case-1/facts";

afterEach(() => void vi.unstubAllGlobals());

function given(answers: Parameters<typeof makeServer>[0] = {}) {
	const server = makeServer({ "GET /users": [], ...answers });
	vi.stubGlobal("fetch", server.fetch);
	return server.sent;
}

test("given facts, when they are listed, then they stand oldest first and the retracted ones apart", () => {
	const facts = [makeFact(2), makeFact(3, { deleted_at: "2026-11-20T10:00:00Z" }), makeFact(1)];

	expect(standing(facts).map(({ id }) => id)).toEqual(["fact-1", "fact-2"]);
	expect(retracted(facts).map(({ id }) => id)).toEqual(["fact-3"]);
});

test("given a fact of a step after a briefing, when its number is asked for, then the briefing is not counted", () => {
	const steps = [makeStep(0), makeBriefing(1), makeStep(2)];

	expect(stepNumberOf({ step_id: "step-2" }, steps)).toBe(2);
	expect(stepNumberOf({ step_id: null }, steps)).toBeNull();
	expect(summaryOf({ source_summary: "Step 3" }, 2)).toBeNull();
	expect(summaryOf({ source_summary: "Event Viewer" }, 2)).toBe("Event Viewer");
});

test.each([
	["", false],
	["  ", false],
	["x", true],
	["x".repeat(2001), false],
])("given the words of a fact, when they are checked, then 1 to 2000 characters are good (%#)", (words, good) => {
	expect(isGoodFact(words)).toBe(good);
});

test("given many facts, when the case is opened, then the latest are shown and the earlier ones on demand", async () => {
	given();
	const facts = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => makeFact(number));
	const { user } = await renderAs(MAYA, <KnownFacts found={makeCase([], { facts })} mayChange />);
	expect(screen.queryByText("Fact 2")).not.toBeInTheDocument();

	await user.click(screen.getByRole("button", { name: "Show 2 earlier" }));

	const words = within(screen.getByRole("list", { name: /oldest first/ })).getAllByText(/^Fact \d$/);
	expect(words.map((each) => each.textContent)).toEqual(facts.map(({ text }) => text));
});

test("given a key, when a fact is typed and sent, then it stands there before the server has answered", async () => {
	let arrive: (response: Response) => void = () => undefined;
	const sent = given({ [`POST ${FACTS}`]: () => new Promise<Response>((resolve) => (arrive = resolve)) });
	const { user } = await renderAs(MAYA, <KnownFacts found={makeCase([])} mayChange />);

	await user.keyboard("f");
	await user.keyboard("Only one laptop");
	await user.click(screen.getByText("The ticket says so"));
	await user.keyboard("{Control>}{Enter}{/Control}");

	expect(await screen.findByText("Only one laptop")).toBeInTheDocument();
	expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
	expect(sent[0]).toMatchObject({
		method: "POST",
		path: FACTS,
		body: { text: "Only one laptop", source_type: "ticket", source_summary: null },
	});
	expect(sent[0]?.key).toBeTruthy();
	arrive(json(makeFact(1), 201));
	await waitFor(() => expect(sessionStorage).toHaveLength(0));
});

test("given a fact that the server refuses, when it is sent, then the words are still there with the reason and its id", async () => {
	given({ [`POST ${FACTS}`]: () => problem(409, "fact_limit", "A session holds 200 facts.") });
	const { user } = await renderAs(MAYA, <KnownFacts found={makeCase([])} mayChange />);
	await user.keyboard("f");
	await user.keyboard("One more");
	await user.click(screen.getByRole("button", { name: "Add" }));

	expect(await screen.findByRole("alert")).toHaveTextContent(/A session holds 200 facts.*req-1/s);
	expect(screen.getByLabelText("What is certain?")).toHaveValue("One more");
});

test("given words being typed, when the page is loaded anew, then the form is open with them", async () => {
	given();
	sessionStorage.setItem("rf.draft.fact.case-1", "half a fact");

	await renderAs(MAYA, <KnownFacts found={makeCase([])} mayChange />);

	expect(screen.getByLabelText("What is certain?")).toHaveValue("half a fact");
});

test("given a fact, when it is edited, then only other words are sent, and Esc leaves it as it was", async () => {
	const sent = given({ [`PATCH ${FACTS}/fact-1`]: makeFact(1) });
	const { user } = await renderAs(MAYA, <KnownFacts found={makeCase([], { facts: [makeFact(1)] })} mayChange />);
	await user.click(screen.getByRole("button", { name: "Edit: Fact 1" }));
	await user.keyboard("{Escape}");
	expect(screen.getByText("Fact 1")).toBeInTheDocument();

	await user.click(screen.getByRole("button", { name: "Edit: Fact 1" }));
	await user.clear(screen.getByRole("textbox"));
	await user.keyboard("Fact one{Control>}{Enter}{/Control}");

	await waitFor(() => expect(sent).toHaveLength(1));
	expect(sent[0]).toMatchObject({ method: "PATCH", body: { text: "Fact one" } });
});

test("given a fact, when it is to be retracted, then that is asked in place first", async () => {
	const sent = given({ [`DELETE ${FACTS}/fact-1`]: makeFact(1) });
	const { user } = await renderAs(MAYA, <KnownFacts found={makeCase([], { facts: [makeFact(1)] })} mayChange />);
	await user.click(screen.getByRole("button", { name: "Retract: Fact 1" }));
	await user.click(screen.getByRole("button", { name: "Keep it" }));
	expect(sent).toHaveLength(0);

	await user.click(screen.getByRole("button", { name: "Retract: Fact 1" }));
	await user.keyboard("{Enter}");

	await waitFor(() => expect(sent).toHaveLength(1));
	expect(sent[0]?.method).toBe("DELETE");
});

test("given a fact that was corrected, when its history is opened, then it says what stood there, when and by whom", async () => {
	given();
	const history = [{ text: "Two laptops", at: "2026-11-20T09:00:00Z", by: null }];
	const found = makeCase([], { facts: [makeFact(1, { history })] });
	const { user } = await renderAs(MAYA, <KnownFacts found={found} mayChange={false} />);

	await user.click(screen.getByRole("button", { name: "edited" }));

	expect(screen.getByText("Two laptops")).toBeInTheDocument();
	expect(screen.getByText(/FlowPilot/)).toBeInTheDocument();
});

test("given a fact of a step, when its step is followed, then the step is opened and has the focus", async () => {
	given();
	const clicked = vi.fn();
	const found = makeCase([makeStep(0)], { facts: [makeFact(1, { step_id: "step-0", text: "How many? — One" })] });
	const { user } = await renderAs(
		MAYA,
		<>
			<details>
				<summary>before</summary>
				<button type="button" data-step-id="step-0" aria-expanded={false} onClick={clicked}>
					the step
				</button>
			</details>
			<KnownFacts found={found} mayChange={false} />
		</>,
	);
	expect(screen.getByText("One")).toHaveClass("font-medium");

	await user.click(screen.getByRole("button", { name: "Show step 1" }));

	expect(clicked).toHaveBeenCalledOnce();
	expect(screen.getByText("the step")).toHaveFocus();
	expect(screen.getByText("the step").closest("details")).toHaveAttribute("open");
});

test("given somebody who only reads, when facts are shown, then there is nothing to press that does nothing", async () => {
	given();
	const facts = [makeFact(1), makeFact(2, { deleted_at: "2026-11-20T10:00:00Z" })];
	const { user } = await renderAs(MAYA, <KnownFacts found={makeCase([], { facts })} mayChange={false} />);

	expect(screen.queryAllByRole("button")).toHaveLength(0);
	await user.keyboard("f");
	expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
	expect(screen.getByText("Fact 2").tagName).toBe("S");
});
