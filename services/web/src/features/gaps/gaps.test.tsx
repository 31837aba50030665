import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Gap } from "@/features/gaps/api";
import { GapsView } from "@/features/gaps/components/GapsPage";
import { GapView } from "@/features/gaps/components/GapView";
import { searchOf } from "@/features/gaps/filters";
import { closingOf, countFilters, detailWords, evidenceWord, filtersOf, untilOf } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { makeGap } from "@/features/gaps/test-kit";
import { strings } from "@/lib/strings";
import { type Answers, json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const LEAD = { ...MAYA, id: "lead", name: "Ingrid Solheim", role: "team_admin" } as const;
const USERS = [
	{ id: "lead", name: "Ingrid Solheim", role: "team_admin", active: true },
	{ id: "maya", name: "Maya Osei", role: "engineer", active: true },
	{ id: "paula", name: "Paula Brandt", role: "viewer", active: true },
];
const AT = "2026-11-19T09:00:00Z";
const FLOWS = [{ id: "flow-1", name: "Scan to mail", problem_domain: "email" }];
const CHANGED = () => problem(412, "changed", "The gap has changed; read it again.", { version: 4 });

afterEach(() => vi.unstubAllGlobals());

async function open(gap: Gap, answers: Answers = {}, me: typeof MAYA = LEAD) {
	const server = makeServer({ "GET /users": USERS, ...answers });
	vi.stubGlobal("fetch", server.fetch);
	const onDrafted = vi.fn();
	const drawn = await renderAs(me, <GapView gap={gap} onDrafted={onDrafted} />);
	return { ...drawn, server, onDrafted };
}

const dialog = () => within(screen.getByRole("dialog"));

test("given an address with odd values, when it is read, then only what means something is asked for", () => {
	const search = searchOf({ q: 550, status: "gone", kind: "many_skips", severity: "high", assignee: "me", page: {} });

	expect(filtersOf(search)).toEqual({
		q: "550",
		status: "open",
		kind: "many_skips",
		domain: undefined,
		severity: "high",
		assigned_to: undefined,
	});
});

test("given filters that make no sense, when they are counted, then they do not count", () => {
	expect(countFilters(searchOf({ kind: "zzz", status: "open", assignee: "me" }))).toBe(0);
	expect(countFilters(searchOf({ q: " scan ", status: "closed", kind: "many_skips", severity: "none" }))).toBe(3);
});

test("given evidence of each kind, when it is put into words, then it says of how many cases what", () => {
	const evidence = { sessions: 40, affected: 12, share: 0.3, period_days: 90, details: {} };
	const unused = { ...evidence, affected: 40, details: { never_taken: 1 } };

	expect(evidenceWord(makeGap({ kind: "high_escalation", evidence }))).toBe("12 of 40 cases handed on");
	expect(evidenceWord(makeGap({ kind: "weak_options", evidence }))).toBe("own words in 12 of 40 cases");
	expect(evidenceWord(makeGap({ kind: "weak_options", evidence: unused }))).toBe(
		"1 answer that nobody took in 40 cases",
	);
});

test("given details that are counts, shares, bounds and unknown, when they are put into words, then each reads well", () => {
	const details = { unsolved: 3, success_now: 0.416, low: 0.2, high: 0.5, something_new: 2.25 };
	const gap = makeGap({ evidence: { sessions: 4, affected: 4, share: 1, period_days: 90, details } });

	expect(detailWords(gap)).toEqual([
		["Not solved", "3"],
		["Solved lately", "42%"],
		["something new", "2.3"],
		[text.surely, "20% – 50%"],
	]);
});

test("given a day to snooze until, when it is today, past or beyond a year, then it is none", () => {
	const now = new Date(2026, 10, 20, 15);

	expect(untilOf("tomorrow", "", now)).toEqual(new Date(2026, 10, 21, 8));
	expect(untilOf("month", "", now)).toEqual(new Date(2026, 11, 20, 8));
	expect(untilOf("own", "2026-11-24", now)).toEqual(new Date(2026, 10, 24, 8));
	for (const day of ["", "2026-11-20", "2025-01-01", "2028-01-01", "24.11.2026"])
		expect(untilOf("own", day, now)).toBeNull();
});

test("given the last day of a long month, when a gap is snoozed for a month, then it is back on the next one's last day", () => {
	expect(untilOf("month", "", new Date(2027, 0, 31, 15))).toEqual(new Date(2027, 1, 28, 8));
	expect(untilOf("week", "", new Date(2027, 0, 31, 15))).toEqual(new Date(2027, 1, 7, 8));
});

test("given the small hours, when a gap is snoozed until a day of one's own, then today is none still", () => {
	const now = new Date(2026, 10, 20, 6);

	expect(untilOf("own", "2026-11-20", now)).toBeNull();
	expect(untilOf("own", "2026-11-21", now)).toEqual(new Date(2026, 10, 21, 8));
	expect(untilOf("own", "2027-11-20", now)).toEqual(new Date(2027, 10, 20, 8));
});

test("given how a gap is closed, when something is missing, then it cannot be sent", () => {
	expect(closingOf("flow", null, "because")).toBeNull();
	expect(closingOf("note", "flow-1", "  ")).toBeNull();
	expect(closingOf("flow", "flow-1", " ")).toEqual({ flow_id: "flow-1", note: null });
	expect(closingOf("note", "flow-1", " only once ")).toEqual({ flow_id: null, note: "only once" });
});

test("given gaps, when j and Enter are pressed, then the rows are walked and the gap is where the link leads", async () => {
	const gaps = [makeGap(), makeGap({ id: "gap-2", title: "Guest network asks twice", severity: "low" })];
	vi.stubGlobal("fetch", makeServer({ "GET /users": USERS, "GET /knowledge-gaps": gaps }).fetch);
	const { user } = await renderAs(LEAD, <GapsView search={{}} change={vi.fn()} />);
	await screen.findByText("Guest network asks twice");
	await user.keyboard("jj");

	expect(screen.getByRole("link", { name: /Guest network/ })).toHaveFocus();
	expect(document.activeElement).toHaveAttribute("href", "/knowledge-gaps/gap-2");
	await user.keyboard("k");
	expect(screen.getByRole("link", { name: /Severity:\s*High/ })).toHaveFocus();
});

test("given filters that nothing matches, when the list is drawn, then it says so and clears them", async () => {
	vi.stubGlobal("fetch", makeServer({ "GET /users": USERS, "GET /knowledge-gaps": [] }).fetch);
	const change = vi.fn();
	const { user } = await renderAs(LEAD, <GapsView search={{ severity: "high" }} change={change} />);
	await screen.findByRole("heading", { name: text.noneTitle });
	await user.click(screen.getAllByRole("button", { name: text.clear })[0] as HTMLElement);

	expect(change).toHaveBeenCalledWith({}, false);
});

test("given an engineer, when a gap is read, then its evidence and cases are there and nothing to do", async () => {
	const found = { id: "session-1", title: "Scan to mail fails", status: "resolved", created_at: AT };
	await open(makeGap(), { "GET /ai-sessions/session-1": found }, MAYA);

	expect(await screen.findByRole("link", { name: /Scan to mail fails/ })).toHaveAttribute("href", "/pilot/session-1");
	expect(await screen.findByText(text.exampleGone)).toBeVisible();
	expect(screen.getByText(text.kinds.uncovered.meaning)).toBeVisible();
	expect(screen.getByText(text.readOnly)).toBeVisible();
	expect(screen.queryByRole("button")).toBeNull();
});

test("given an example case on the page, when it is erased, then nothing of it stays there", async () => {
	const found = { id: "session-1", title: "Scan to mail fails", status: "resolved", created_at: AT };
	const cases = { answer: () => json(found) };
	const { client } = await open(makeGap({ example_session_ids: ["session-1"] }), {
		"GET /ai-sessions/session-1": () => cases.answer(),
	});
	await screen.findByRole("link", { name: /Scan to mail fails/ });
	cases.answer = () => problem(410, "erased", "This session was erased.");
	await act(() => client.invalidateQueries());

	expect(await screen.findByText(text.exampleGone)).toBeVisible();
	expect(screen.queryByText("Scan to mail fails")).toBeNull();
});

test("given example cases that cannot be read now, when the gap is read, then that is said and they can be read again", async () => {
	const cases = { answer: () => problem(500, "broken", "Something broke.") };
	const { user } = await open(makeGap({ example_session_ids: ["session-1"] }), {
		"GET /ai-sessions/session-1": () => cases.answer(),
	});
	expect(await screen.findByText("Something broke.")).toBeVisible();
	expect(screen.queryByText(text.exampleGone)).toBeNull();
	cases.answer = () => json({ id: "session-1", title: "Scan to mail fails", status: "resolved", created_at: AT });
	await user.click(screen.getByRole("button", { name: strings.errors.retry }));

	expect(await screen.findByRole("link", { name: /Scan to mail fails/ })).toBeVisible();
});

test.each([
	["is refused", () => problem(503, "unavailable", "Not now.")],
	["comes to nothing", () => json(makeGap({ draft_error: "no_resolution", version: 5 }))],
])("given a draft that %s, when somebody else's is there later, then it does not open by itself", async (_, answer) => {
	const { user, show, onDrafted, server } = await open(makeGap(), { "POST /knowledge-gaps/gap-1/draft-flow": answer });
	await user.keyboard("d");
	await waitFor(() => expect(server.sent).toHaveLength(1));
	await act(async () => undefined);
	await show(<GapView gap={makeGap({ drafted_flow_id: "flow-9" })} onDrafted={onDrafted} />);

	expect(onDrafted).not.toHaveBeenCalled();
});

test("given a draft being written, when nothing comes of it, then another one later does not open by itself", async () => {
	const { user, show, onDrafted } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/draft-flow": () => json(makeGap({ drafting: true }), 202),
	});
	await user.keyboard("d");
	await show(<GapView gap={makeGap({ drafting: true })} onDrafted={onDrafted} />);
	await show(<GapView gap={makeGap({ draft_error: "no_resolution" })} onDrafted={onDrafted} />);
	await show(<GapView gap={makeGap({ drafted_flow_id: "flow-9" })} onDrafted={onDrafted} />);

	expect(onDrafted).not.toHaveBeenCalled();
});

test("given a gap within a flow, when it is read, then the link leads to the very step", async () => {
	await open(makeGap({ kind: "many_skips", flow_id: "flow-1", flow_name: "Scanner", node_id: "n3" }));

	expect(screen.getByRole("link", { name: /Scanner.*step n3/ })).toHaveAttribute("href", "/flows/flow-1?node=n3");
	expect(screen.getByRole("link", { name: text.openFlow })).toHaveAttribute("href", "/flows/flow-1?node=n3");
	expect(screen.queryByRole("button", { name: text.draftSubmit })).toBeNull();
});

test("given a lead, when a gap is assigned, then those who can take it are offered and it is sent with what was read", async () => {
	const { server, user } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/assign": makeGap({ assigned_to: "maya" }),
	});
	await user.keyboard("a");
	const options = await dialog().findAllByRole("option", { name: /Maya|Ingrid|Paula/ });
	expect(options.map((option) => option.textContent)).toEqual(["Ingrid Solheim (you)", "Maya Osei · Engineer"]);
	await user.selectOptions(dialog().getByLabelText(text.assignTo), "maya");
	await user.click(dialog().getByRole("button", { name: text.assignSubmit }));

	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
	expect(server.sent).toEqual([
		expect.objectContaining({ path: "/knowledge-gaps/gap-1/assign", body: { user_id: "maya" } }),
	]);
});

test("given a gap that somebody changed meanwhile, when it is snoozed, then that is said and the dialog stays", async () => {
	const { server, user } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/snooze": CHANGED,
		"GET /knowledge-gaps/gap-1": makeGap({ assigned_to: "maya", version: 4 }),
	});
	await user.keyboard("z");
	await user.click(dialog().getByLabelText(/A day of my own/));
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));
	expect(dialog().getByText(text.ownDayError)).toBeVisible();
	expect(server.sent).toEqual([]);
	await user.click(dialog().getByLabelText(/^In a month/));
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));

	expect(await dialog().findByText(text.changedMeanwhile)).toBeVisible();
	expect(dialog().getByLabelText(/^In a month/)).toBeChecked();
});

test.each([
	["takes it", { assigned_to: "maya" }],
	["snoozes it", { status: "snoozed", snoozed_until: "2026-12-01T08:00:00Z" }],
] as const)(
	"given an open dialog, when a colleague %s meanwhile, then that is said before it is undone",
	async (_, changes) => {
		const { server, user, show } = await open(makeGap(), { "POST /knowledge-gaps/gap-1/assign": makeGap() });
		await user.keyboard("a");
		await show(<GapView gap={makeGap({ ...changes, version: 4 })} onDrafted={vi.fn()} />);
		await user.click(dialog().getByRole("button", { name: text.assignSubmit }));
		expect(await dialog().findByText(text.changedMeanwhile)).toBeVisible();
		expect(server.sent).toEqual([]);
		await user.click(dialog().getByRole("button", { name: text.assignSubmit }));

		await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
		expect(server.sent).toEqual([expect.objectContaining({ body: { user_id: null } })]);
	},
);

test("given an open dialog, when the evidence is counted anew meanwhile, then it is done as if nothing had been", async () => {
	const { server, user, show } = await open(makeGap(), { "POST /knowledge-gaps/gap-1/snooze": makeGap() });
	await user.keyboard("z");
	await show(<GapView gap={makeGap({ severity: "medium", version: 4 })} onDrafted={vi.fn()} />);
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));

	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
	expect(server.sent).toHaveLength(1);
});

test("given evidence that was counted anew unheard, when the gap is snoozed, then it is done as the gap stands now", async () => {
	const answers = [CHANGED, () => json(makeGap({ status: "snoozed" }))];
	const { server, user } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/snooze": () => answers.shift()?.() ?? CHANGED(),
		"GET /knowledge-gaps/gap-1": makeGap({ severity: "medium", version: 4 }),
	});
	await user.keyboard("z");
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));

	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
	expect(server.sent).toHaveLength(2);
});

test("given evidence that is counted anew twice, when the gap is snoozed, then it is done all the same", async () => {
	const answers = [CHANGED, CHANGED, () => json(makeGap({ status: "snoozed" }))];
	let version = 3;
	const { server, user } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/snooze": () => answers.shift()?.() ?? CHANGED(),
		"GET /knowledge-gaps/gap-1": () => {
			version += 1;
			return json(makeGap({ version }));
		},
	});
	await user.keyboard("z");
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));

	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
	expect(server.sent).toHaveLength(3);
});

test("given a refusal because somebody was quicker, when their change is there and it is sent again, then it is done", async () => {
	const changed = { answer: CHANGED };
	const { server, user, show } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/snooze": () => changed.answer(),
		"GET /knowledge-gaps/gap-1": makeGap({ assigned_to: "maya", version: 4 }),
	});
	await user.keyboard("z");
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));
	await dialog().findByText(text.changedMeanwhile);
	changed.answer = () => json(makeGap({ status: "snoozed" }));
	await show(<GapView gap={makeGap({ assigned_to: "maya", version: 4 })} onDrafted={vi.fn()} />);
	await user.click(dialog().getByRole("button", { name: text.snoozeSubmit }));

	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
	expect(server.sent).toHaveLength(2);
});

test("given flows by what was typed before, when Enter is pressed at once, then none of them is taken", async () => {
	const { user } = await open(makeGap(), { "GET /flows": FLOWS });
	await user.keyboard("x");
	await dialog().findByRole("option", { name: /Scan to mail/ });
	await user.type(dialog().getByRole("combobox"), "printer{Enter}");

	expect(dialog().getByRole("combobox")).toHaveValue("printer");
});

test("given the ways to close a gap, when one is chosen by key, then the focus stays on it", async () => {
	const { user } = await open(makeGap(), { "GET /flows": FLOWS });
	await user.keyboard("x");
	await user.click(dialog().getByLabelText(/No flow is needed/));
	await user.keyboard("{ArrowUp}");
	expect(dialog().getByLabelText(/A flow covers it/)).toHaveFocus();
	await user.click(await dialog().findByRole("option", { name: /Scan to mail/ }));
	await user.click(dialog().getByRole("button", { name: text.chooseAnother }));

	expect(dialog().getByRole("combobox")).toHaveFocus();
});

test("given a flow of the library, when the gap is closed by it, then it is found by its name and sent", async () => {
	const { server, user } = await open(makeGap(), {
		"GET /flows": FLOWS,
		"POST /knowledge-gaps/gap-1/close": makeGap({ status: "closed" }),
	});
	await user.keyboard("x");
	await user.click(dialog().getByRole("button", { name: text.closeSubmit }));
	expect(dialog().getByText(text.flowError)).toBeVisible();
	await dialog().findByRole("option", { name: /Scan to mail/ });
	await user.type(dialog().getByRole("combobox"), "scan");
	await waitFor(async () => {
		await user.keyboard("{Enter}");
		expect(dialog().getByText("Scan to mail", { selector: "p" })).toBeVisible();
	});
	await user.click(dialog().getByRole("button", { name: text.closeSubmit }));

	await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
	expect(server.sent).toEqual([
		expect.objectContaining({ path: "/knowledge-gaps/gap-1/close", body: { flow_id: "flow-1", note: null } }),
	]);
});

test("given a note without words, when the gap is closed with it, then it asks why; what was typed survives a refusal", async () => {
	const { user } = await open(makeGap(), {
		"GET /flows": [],
		"POST /knowledge-gaps/gap-1/close": () => problem(503, "unavailable", "Not now."),
	});
	await user.keyboard("x");
	await user.click(dialog().getByLabelText(/No flow is needed/));
	await user.click(dialog().getByRole("button", { name: text.closeSubmit }));
	expect(dialog().getByText(text.noteError)).toBeVisible();
	await user.type(dialog().getByRole("textbox"), "Only during the move");
	await user.click(dialog().getByRole("button", { name: text.closeSubmit }));

	expect(await dialog().findByText("Not now.")).toBeVisible();
	expect(dialog().getByRole("textbox")).toHaveValue("Only during the move");
});

test("given a draft that takes longer than the answer waits, when it is there, then it opens by itself, once", async () => {
	const writing = makeGap({ drafting: true, version: 4 });
	const { user, show, onDrafted } = await open(makeGap(), {
		"POST /knowledge-gaps/gap-1/draft-flow": () => json(writing, 202),
	});
	await user.keyboard("d");
	await show(<GapView gap={writing} onDrafted={onDrafted} />);
	expect(screen.getByText(text.drafting)).toBeVisible();
	expect(onDrafted).not.toHaveBeenCalled();
	await show(<GapView gap={makeGap({ drafted_flow_id: "flow-9" })} onDrafted={onDrafted} />);

	expect(onDrafted).toHaveBeenCalledExactlyOnceWith("flow-9");
	expect(screen.getByRole("link", { name: text.openDraft })).toHaveAttribute("href", "/flows/flow-9");
});

test("given a draft that somebody else asked for, when it is there, then nothing opens by itself", async () => {
	const { show, onDrafted } = await open(makeGap({ drafting: true }));
	await show(<GapView gap={makeGap({ drafted_flow_id: "flow-9" })} onDrafted={onDrafted} />);

	expect(onDrafted).not.toHaveBeenCalled();
});

test("given a draft that nothing came of, when the gap is read, then it says so and can be asked for again", async () => {
	await open(makeGap({ draft_error: "no_resolution" }));

	expect(screen.getByRole("alert")).toHaveTextContent(text.draftErrors.other);
	expect(screen.getByRole("button", { name: text.draftSubmit })).toBeEnabled();
});

test("given a gap that a flow closed, when it is read, then it says by which, and it can be reopened", async () => {
	const closed = makeGap({ status: "closed", closed_reason: "flow_published", closed_by_flow_id: "flow-1" });
	const { server, user } = await open(closed, {
		"GET /flows/flow-1": { id: "flow-1", name: "Scan to mail" },
		"POST /knowledge-gaps/gap-1/reopen": makeGap(),
	});
	expect(await screen.findByRole("link", { name: "Scan to mail" })).toHaveAttribute("href", "/flows/flow-1");
	expect(screen.queryByRole("button", { name: text.close })).toBeNull();
	await user.keyboard("o");

	await waitFor(() => expect(server.sent).toHaveLength(1));
	expect(server.sent[0]).toMatchObject({ method: "POST", path: "/knowledge-gaps/gap-1/reopen" });
});

test("given a gap that was closed by hand, when it is read, then the flow and the note have names", async () => {
	const closed = {
		closed_reason: "by_hand",
		closed_by_flow_id: "flow-1",
		closed_note: "The printer is gone.",
	} as const;
	await open(makeGap({ status: "closed", ...closed }), { "GET /flows/flow-1": FLOWS[0] });

	expect((await screen.findByRole("link", { name: "Scan to mail" })).closest("dd")?.previousSibling).toHaveTextContent(
		text.closedBy,
	);
	expect(screen.getByText("The printer is gone.").previousSibling).toHaveTextContent(text.note);
});
