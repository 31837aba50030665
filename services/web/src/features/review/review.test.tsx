import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import "@/features/review/commands";
import { makeCase } from "@/features/case/test-kit";
import type { Proposal } from "@/features/review/api";
import { ProposalPane } from "@/features/review/components/ProposalPane";
import { LENA, makeChange, makeEffects, makeFlow, makeProposal, makePublished, TREE } from "@/features/review/test-kit";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const DECIDED = { decided_by: "rafael", decided_at: "2026-11-20T09:05:00Z", version: 4 } as const;
const PUBLISHED = {
	status: "approved",
	publication: "published",
	published_flow_id: "flow-9",
	published_flow_version: 1,
	...DECIDED,
} as const;
const LATE = () => problem(409, "already_decided", "The proposal is approved.", { status: "approved" });

afterEach(() => void vi.unstubAllGlobals());

/** The proposal as the server has it, which changes with `now`; `matched` are the versions that were decided on. */
async function pane(
	proposal: Proposal,
	answers: Record<string, unknown> = {},
	{ me = LENA, editing = false }: { me?: typeof MAYA; editing?: boolean } = {},
) {
	const server = makeServer({
		"GET /flow-proposals/proposal-1": () => json(now.proposal),
		"GET /ai-sessions/case-1": makeCase([], { title: "The loom stands", resolution_summary: "The relay was worn." }),
		"GET /users": [{ id: "rafael", name: "Rafael Duarte", role: "account_admin", active: true }],
		"GET /flows/flow-1": makeFlow(),
		"GET /flows/flow-1/versions/2": makePublished(),
		"POST /flows/validate": { valid: true, faults: [], ignored: [] },
		...answers,
	});
	const now = { proposal };
	const matched: (string | null)[] = [];
	vi.stubGlobal("fetch", (request: Request) => {
		if (request.method === "POST") matched.push(request.headers.get("if-match"));
		return server.fetch(request);
	});
	const onDone = vi.fn();
	const part = <ProposalPane id="proposal-1" editing={editing} alone={false} onDone={onDone} />;
	const { user, client, show } = await renderAs(me, part);
	await screen.findByRole("heading", { name: proposal.title });
	const sent = () => server.sent.filter(({ path }) => path !== "/flows/validate");
	return { user, client, show, sent, matched, now, onDone };
}

const button = (name: string) => screen.getByRole("button", { name });

test("given a new flow, when a is pressed, then it is approved once as the version that is shown", async () => {
	const { user, sent, matched, onDone } = await pane(makeProposal(), {
		"POST /flow-proposals/proposal-1/approve": makeProposal(PUBLISHED),
	});

	await user.keyboard("a");

	await waitFor(() => expect(onDone).toHaveBeenCalledWith("approved", expect.objectContaining({ id: "proposal-1" })));
	expect(sent()).toHaveLength(1);
	expect(matched).toEqual(['"3"']);
});

test("given a key that is held down, when the next proposal comes under it, then that is not approved", async () => {
	const unanswered = () => new Promise<Response>(() => undefined);
	const { user } = await pane(makeProposal(), { "POST /flow-proposals/proposal-1/approve": unanswered });

	await act(async () => void fireEvent.keyDown(document.body, { key: "a", repeat: true }));
	expect(button("Approve")).toBeInTheDocument();
	await user.keyboard("a");

	expect(await screen.findByRole("button", { name: "Publishing…" })).toBeInTheDocument();
});

test("given a decided proposal, when it is reviewed again, then it waits again and what came since was told", async () => {
	const rejected = makeProposal({
		status: "rejected",
		reject_reason: "One device.",
		supporting_since_decision: 2,
		...DECIDED,
	});
	const { user, onDone, matched } = await pane(rejected, {
		"POST /flow-proposals/proposal-1/reopen": makeProposal({ version: 5 }),
	});

	expect(screen.getByText("2 more cases came to the same since.")).toBeInTheDocument();
	await user.keyboard("o");

	await waitFor(() => expect(onDone).toHaveBeenCalledWith("reopened", expect.anything()));
	expect(matched).toEqual(['"4"']);
});

test("given an approved change, when it is read, then what was published is drawn, not the proposal once more", async () => {
	const tree = { ...TREE, question: "Is the lamp green?" };
	await pane(makeChange({ ...PUBLISHED, published_flow_id: "flow-1", published_flow_version: 3 }), {
		"GET /flows/flow-1/versions/3": makePublished({ flow_version: 3, tree_structure: tree as never }),
	});

	expect(await screen.findByText("What was published: version 3 of “Loom stands still”")).toBeInTheDocument();
	expect(screen.getByText("Is the lamp green?")).toBeInTheDocument();
	expect(screen.queryByText("Oil the bearing")).not.toBeInTheDocument();
});

test("given a library that is away, when it is approved, then it says so and nothing is shown as done", async () => {
	const { user, sent, onDone } = await pane(makeProposal(), {
		"POST /flow-proposals/proposal-1/approve": () => problem(503, "unavailable", "The library is away; try again."),
	});

	await user.click(button("Approve"));
	expect(await screen.findByRole("alert")).toHaveTextContent("The library is away; try again.");
	await user.click(button("Approve"));

	await waitFor(() => expect(sent()).toHaveLength(2));
	expect(new Set(sent().map(({ key }) => key)).size).toBe(1);
	expect(onDone).not.toHaveBeenCalled();
});

test("given somebody quicker, when it is approved, then it says who and offers nothing more", async () => {
	const { user, now } = await pane(makeProposal(), { "POST /flow-proposals/proposal-1/approve": LATE });

	now.proposal = makeProposal({ status: "dismissed", ...DECIDED });
	await user.click(button("Approve"));

	expect(await screen.findByText(/Dismissed by Rafael Duarte, .* You were not the first/)).toBeInTheDocument();
	expect(screen.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument();
});

test("given a proposal, when it is rejected with too few words, then nothing goes out; with enough, it does", async () => {
	const { user, sent, onDone } = await pane(makeProposal(), {
		"POST /flow-proposals/proposal-1/reject": makeProposal({ status: "rejected", ...DECIDED }),
	});

	await user.keyboard("r");
	const field = await screen.findByLabelText("Why is it wrong?");
	await user.type(field, "No. ");
	await user.keyboard("{Control>}{Enter}{/Control}");
	expect(await screen.findByText("Between 5 and 2,000 characters.")).toBeInTheDocument();
	expect(sent()).toEqual([]);
	await user.type(field, "One device only.");
	await user.keyboard("{Control>}{Enter}{/Control}");

	await waitFor(() => expect(onDone).toHaveBeenCalledWith("rejected", expect.anything()));
	expect(sent()[0]?.body).toEqual({ reason: "No. One device only." });
	expect(sessionStorage.getItem("rf.draft.review.reject.proposal-1")).toBeNull();
});

test("given a reason being typed, when somebody else decides, then it says who and keeps the words", async () => {
	const { user, client, now, sent } = await pane(makeProposal());

	await user.keyboard("r");
	await user.type(await screen.findByLabelText("Why is it wrong?"), "It treats the symptom.");
	now.proposal = makeProposal(PUBLISHED);
	await client.invalidateQueries();

	expect(await screen.findByText(/Approved by Rafael Duarte, .*while you were at it\./)).toBeInTheDocument();
	await user.keyboard("{Control>}{Enter}{/Control}");
	expect(screen.getByLabelText("Why is it wrong?")).toHaveValue("It treats the symptom.");
	expect(sent()).toEqual([]);
});

test("given a proposal, when it is dismissed, then it is asked for once more", async () => {
	const { user, sent, onDone } = await pane(makeProposal(), {
		"POST /flow-proposals/proposal-1/dismiss": makeProposal({ status: "dismissed", ...DECIDED }),
	});

	await user.keyboard("x");
	expect(sent()).toEqual([]);
	await user.keyboard("{Enter}");

	await waitFor(() => expect(onDone).toHaveBeenCalledWith("dismissed", expect.anything()));
});

const DIALOGS = [
	["dismiss", {}, "Dismiss…", "Dismiss"],
	["reject", {}, "Reject…", "Reject"],
	["undo", PUBLISHED, "Undo the approval…", "Undo the approval"],
] as const;

for (const [name, changes, opener, submit] of DIALOGS)
	test(`given a decision under way, when its dialog to ${name} is called off, then it stays and says how that ended`, async () => {
		let answer = (_: Response) => {};
		const { user } = await pane(makeProposal(changes), {
			"GET /flow-proposals/proposal-1/undo": makeEffects(),
			[`POST /flow-proposals/proposal-1/${name}`]: () => new Promise<Response>((done) => (answer = done)),
		});
		await user.click(button(opener));
		const dialog = within(await screen.findByRole("dialog"));
		if (name === "reject") await user.type(dialog.getByLabelText("Why is it wrong?"), "One device only.");
		if (name === "undo") await dialog.findByText(/is archived: no new case/);
		await user.click(dialog.getByRole("button", { name: submit }));
		await user.keyboard("{Escape}");
		await user.click(dialog.getByRole("button", { name: "Cancel" }));
		expect(screen.getByRole("dialog")).toBeInTheDocument();
		answer(problem(503, "unavailable", "The library is away; try again."));

		expect(await dialog.findByRole("alert")).toHaveTextContent("The library is away; try again.");
		await user.keyboard("{Escape}");
		expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
	});

test("given an approval, when it is to be undone, then its effects come first", async () => {
	const { user, onDone, sent } = await pane(makeProposal(PUBLISHED), {
		"GET /flow-proposals/proposal-1/undo": makeEffects({ sessions_led: 1 }),
		"POST /flow-proposals/proposal-1/undo": makeProposal(),
	});

	await user.keyboard("u");
	const dialog = await screen.findByRole("dialog");
	expect(await within(dialog).findByText(/is archived: no new case/)).toBeInTheDocument();
	expect(within(dialog).getByText(/1 case has begun with it since/)).toBeInTheDocument();
	expect(sent()).toEqual([]);
	await user.click(within(dialog).getByRole("button", { name: "Undo the approval" }));

	await waitFor(() => expect(onDone).toHaveBeenCalledWith("undone", expect.anything()));
});

test("given a flow that was published again, when the approval is to be undone, then it says why it can not be", async () => {
	const { user, sent } = await pane(makeProposal(PUBLISHED), {
		"GET /flow-proposals/proposal-1/undo": makeEffects({
			refused: "edited_since",
			flow_version: 3,
			edited_since: true,
		}),
	});

	await user.click(button("Undo the approval…"));
	expect(await screen.findByRole("alert")).toHaveTextContent("published again since, as version 3");
	await user.click(button("Undo the approval"));

	expect(sent()).toEqual([]);
});

test.each([
	[{ status: "approved", publication: "pending", ...DECIDED } as const, "The flow library has not published it yet"],
	[{ publication_error: "flow_gone" } as const, "the flow library did not take it: the flow is archived."],
	[{ ...PUBLISHED, publication_error: "archived" } as const, "The approval could not be undone: the flow is archived."],
	[{ ...PUBLISHED, publication: "undoing" } as const, "The approval is being taken back."],
	[{ status: "rejected", reject_reason: "One device only.", ...DECIDED } as const, "One device only."],
])("given %o, when it is read, then it says how far it is", async (changes, words) => {
	await pane(makeProposal(changes));

	expect(await screen.findByText((text) => text.includes(words))).toBeInTheDocument();
});

test("given somebody who does not decide, when they read, then there is nothing to press", async () => {
	const { user, sent } = await pane(makeProposal(), {}, { me: MAYA });

	await user.keyboard("axr");

	for (const name of [/Approve/, /Edit/, /Dismiss/, /Reject/])
		expect(screen.queryByRole("button", { name })).not.toBeInTheDocument();
	expect(sent()).toEqual([]);
});

test("given source cases, when they are read, then the first one leads on, and what is gone is said", async () => {
	await pane(makeProposal({ supporting_session_ids: ["case-1", "case-2"], contradicting_session_ids: ["case-3"] }), {
		"GET /ai-sessions/case-2": () => problem(410, "erased", "This session was erased."),
		"GET /ai-sessions/case-3": () => problem(404, "unknown_session", "There is no such session."),
	});

	const link = await screen.findByRole("link", { name: /The loom stands/ });
	expect(link).toHaveTextContent("The relay was worn.");
	expect(link).toHaveTextContent("The first");
	expect(link).toHaveAttribute("href", "/pilot/case-1");
	expect(await screen.findByText("This case was erased. Nobody can read it any more.")).toBeInTheDocument();
	expect(await screen.findByText("This case is not visible to you.")).toBeInTheDocument();
	expect(screen.getByText("1 case spoke for it and was opened again")).toBeInTheDocument();
});

test("given a change, when it is read, then it can not be approved unseen, and new nodes are marked by a word", async () => {
	await pane(makeChange());

	expect(await screen.findByText("To “Is the lamp on?” it adds the answer “It hums”.")).toBeInTheDocument();
	expect(screen.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument();
	const items = within(screen.getByRole("list", { name: /as a list/ })).getAllByRole("listitem");
	const marked = (word: string) => items.filter((item) => within(item).queryByText(word, { exact: true }));
	expect(marked("new").map(({ textContent }) => textContent)).toEqual([expect.stringContaining("Oil the bearing")]);
	expect(marked("changed").map(({ textContent }) => textContent)).toEqual([expect.stringContaining("Is the lamp on?")]);
});

test("given a flow that went on, when its change is read, then it is said and drawn on the present one", async () => {
	await pane(makeChange(), {
		"GET /flows/flow-1": makeFlow({ flow_version: 5, has_draft_changes: true }),
		"GET /flows/flow-1/versions/5": makePublished({ flow_version: 5 }),
	});

	expect(await screen.findByText(/proposed for version 2, it is at version 5 by now/)).toBeInTheDocument();
	expect(screen.getByText(/rewritten this flow without publishing it/)).toBeInTheDocument();
});

test("given a change, when it is edited and published, then the tree goes out with the version it was edited on", async () => {
	const { user, sent, onDone } = await pane(
		makeChange(),
		{ "POST /flow-proposals/proposal-1/publish": makeChange(PUBLISHED) },
		{ editing: true },
	);

	const title = await screen.findByLabelText("Title");
	expect(title).toHaveValue("Oil the bearing");
	await user.type(title, " twice");
	await user.keyboard("{Control>}{Enter}{/Control}");

	await waitFor(() => expect(onDone).toHaveBeenCalledWith("approved", expect.anything()));
	const body = sent()[0]?.body as { flow_version: number; tree_structure: { children: { title: string }[] } };
	expect(body.flow_version).toBe(2);
	expect(body.tree_structure.children.map(({ title }) => title)).toContain("Oil the bearing twice");
	expect(sessionStorage.getItem("rf.draft.review.edit.proposal-1")).toBeNull();
});

test("given a tree with a fault, when it is published, then its node has the focus and nothing goes out", async () => {
	const fault = { code: "no_question", node_id: "root", detail: "A decision needs a question." };
	const { user, sent } = await pane(
		makeChange(),
		{ "POST /flows/validate": { valid: false, faults: [fault], ignored: [] } },
		{ editing: true },
	);

	await screen.findByLabelText("Title");
	expect(await screen.findByText("A decision needs a question.")).toBeInTheDocument();
	await user.click(button("Publish"));

	await waitFor(() => expect(screen.getByLabelText("Question")).toHaveFocus());
	expect(sent()).toEqual([]);
});

test("given a fault in the words of a new flow, when it is published, then their field is marked and has the focus", async () => {
	const fault = { code: "shape", node_id: "match_keywords.1", detail: "Two keywords are the same." };
	const { user, sent } = await pane(
		makeProposal(),
		{ "POST /flows/validate": { valid: false, faults: [fault], ignored: [] } },
		{ editing: true },
	);

	const field = await screen.findByLabelText("Keywords");
	await waitFor(() => expect(field).toHaveAccessibleDescription(/Two keywords are the same\./));
	expect(field).toBeInvalid();
	await user.click(button("Publish"));

	expect(field).toHaveFocus();
	expect(sent()).toEqual([]);
});

test("given a tree, when a node is added, then the next key is typed into it; removed, the list has the focus", async () => {
	const open = { ...TREE, options: [{ id: "yes", label: "Yes", next_node_id: null }], children: [] };
	const proposal = makeProposal({ proposed_flow_data: { tree_structure: open, match_keywords: [] } });
	const { user } = await pane(proposal, {}, { editing: true });
	await screen.findByLabelText("Question");
	fireEvent.keyDown(document.body, { key: "s" });
	expect(screen.getByLabelText("Title")).toHaveFocus();
	await user.keyboard("aqs");
	expect(screen.getByLabelText("Title")).toHaveValue("aqs");
	await user.click(screen.getAllByRole("button", { name: "Delete the node" })[0] as HTMLElement);

	await waitFor(() => expect(document.activeElement).toHaveAttribute("data-row", "root"));
});

test("given a refusal that names faults, when it comes, then the first one's node is opened", async () => {
	const faults = [{ code: "no_question", node_id: "root", detail: "A decision needs a question." }];
	const { user } = await pane(
		makeChange(),
		{ "POST /flow-proposals/proposal-1/publish": () => problem(422, "flow_invalid", "1 rule.", { faults }) },
		{ editing: true },
	);

	await screen.findByLabelText("Title");
	await screen.findByText("Nothing is wrong with it.");
	await user.click(button("Publish"));

	expect(await screen.findByLabelText("Question")).toHaveValue("Is the lamp on?");
});

test("given an edit, when somebody else decides or publishes the flow, then it says so and nothing of it is lost", async () => {
	const answers: Record<string, unknown> = {};
	const { user, client, now } = await pane(makeChange(), answers, { editing: true });

	await user.type(await screen.findByLabelText("Title"), " twice");
	now.proposal = makeChange({ status: "rejected", reject_reason: "No.", ...DECIDED });
	await client.invalidateQueries();

	expect(await screen.findByText(/Rejected by Rafael Duarte, .*while you were at it\./)).toBeInTheDocument();
	expect(screen.getByLabelText("Title")).toHaveValue("Oil the bearing twice");
	expect(screen.getByLabelText("Title")).toHaveAttribute("readonly");
	expect(button("Publish")).toHaveAttribute("aria-disabled", "true");
});

test("given an edit, when the flow is published again, then it is begun anew or taken back by undo", async () => {
	const flows = { version: 2 };
	const { user, client } = await pane(
		makeChange(),
		{
			"GET /flows/flow-1": () => json(makeFlow({ flow_version: flows.version })),
			"GET /flows/flow-1/versions/3": makePublished({ flow_version: 3 }),
		},
		{ editing: true },
	);

	await user.type(await screen.findByLabelText("Title"), " twice");
	flows.version = 3;
	await client.invalidateQueries();
	expect(await screen.findByText(/you began on version 2, it is at version 3 now/)).toBeInTheDocument();
	await user.click(button("Begin from the present flow"));
	expect(screen.getByLabelText("Title")).toHaveValue("Oil the bearing");
	await user.click(button("Undo"));

	expect(screen.getByLabelText("Title")).toHaveValue("Oil the bearing twice");
});

test.each([
	["slow", () => new Promise<Response>(() => undefined)],
	["away", () => problem(500, "broken", "Something broke.")],
])("given an edit, when the flow's new version is %s, then what is being typed in stays", async (_, answer) => {
	const flows = { version: 2 };
	const { user, client } = await pane(
		makeChange(),
		{
			"GET /flows/flow-1": () => json(makeFlow({ flow_version: flows.version })),
			"GET /flows/flow-1/versions/3": answer,
		},
		{ editing: true },
	);
	const field = await screen.findByLabelText("Title");
	await user.type(field, " twice");
	flows.version = 3;
	await act(() => client.invalidateQueries());
	await waitFor(() => expect(client.getQueryState(["flow-version", "flow-1", 3])).toBeDefined());
	await act(async () => undefined);
	await user.keyboard("!");

	expect(screen.getByLabelText("Title")).toBe(field);
	expect(field).toHaveValue("Oil the bearing twice!");
});

test("given an edit that is being published, when it is typed on, then nothing is taken that would be lost", async () => {
	const unanswered = () => new Promise<Response>(() => undefined);
	const { user } = await pane(
		makeProposal(),
		{ "POST /flow-proposals/proposal-1/publish": unanswered },
		{ editing: true },
	);

	await user.click(await screen.findByRole("button", { name: "Publish" }));
	expect(await screen.findByRole("button", { name: "Publishing…" })).toBeInTheDocument();

	expect(screen.getByLabelText("Question")).toHaveAttribute("readonly");
	expect(screen.getByLabelText("Name")).toHaveAttribute("readonly");
	expect(screen.queryByRole("button", { name: "Start over" })).not.toBeInTheDocument();
});

test("given a source case on the page, when it is erased, then nothing of it stays there", async () => {
	const found = makeCase([], { title: "The loom stands", resolution_summary: "The relay was worn." });
	const cases = { answer: () => json(found) };
	const { client } = await pane(makeProposal(), { "GET /ai-sessions/case-1": () => cases.answer() });
	await screen.findByRole("link", { name: /The loom stands/ });
	cases.answer = () => problem(410, "erased", "This session was erased.");
	await act(() => client.invalidateQueries());

	expect(await screen.findByText("This case was erased. Nobody can read it any more.")).toBeInTheDocument();
	expect(screen.queryByText("The loom stands")).not.toBeInTheDocument();
});
