import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Flow } from "@/features/flows/api";
import { type Editor, useEditor } from "@/features/flows/hooks/useEditor";
import { contentOf } from "@/features/flows/model/content";
import { isLeaving, onLeaving } from "@/features/flows/model/leaving";
import { makeFlow } from "@/features/flows/test-kit";
import { saveAll } from "@/lib/leave";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const LEAD = { ...MAYA, role: "team_admin" as const };
let editor: Editor;

function Writing({ flow, onTheirs }: { flow: Flow; onTheirs: (flow: Flow) => void }) {
	editor = useEditor(flow, true, onTheirs);
	return (
		<p>
			{editor.content.name} – {editor.status.state}
		</p>
	);
}

const shows = (words: string) => vi.waitFor(() => expect(screen.getByText(words)).toBeInTheDocument());

const nameOf = (body: unknown) => (body as Flow).name;

const DRAFT = "rf.draft.flow.flow-1";

/** What the tab kept of a flow that was called so, written over that version. */
const keepDraft = (version: number, called: string, sent?: string) =>
	sessionStorage.setItem(
		DRAFT,
		JSON.stringify({
			version,
			content: contentOf(makeFlow({ name: called })),
			...(sent && { sent: contentOf(makeFlow({ name: sent })) }),
		}),
	);

const draftNow = () => {
	window.dispatchEvent(new Event("pagehide"));
	const kept = sessionStorage.getItem(DRAFT);
	return kept && JSON.parse(kept);
};

type Refusal = Response | (() => Promise<Response>);

/** A server that saves, each time as the next version; `refuse` answers the next save instead. */
function makeSaving(version = 3) {
	let at = version;
	let name = "";
	const refusals: Refusal[] = [];
	const server = makeServer({
		"PUT /flows/flow-1": () => {
			const refusal = refusals.shift();
			if (typeof refusal === "function") return refusal();
			if (refusal) return refusal;
			at += 1;
			name = nameOf(server.sent.at(-1)?.body);
			return json(makeFlow({ version: at, name }));
		},
		"GET /flows/flow-1": () => json(makeFlow({ version: at, name })),
	});
	vi.stubGlobal("fetch", server.fetch);
	return {
		sent: server.sent,
		refuse: (response: Refusal) => refusals.push(response),
		has: (saved: number, called: string) => {
			at = saved;
			name = called;
		},
	};
}

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const rest = () => act(() => vi.advanceTimersByTimeAsync(2000));
const name = (words: string) => act(() => editor.change({ name: words }, "name"));

test("given a flow, when it is written and the typing rests, then it is saved once and nothing is kept here any more", async () => {
	const { sent } = makeSaving();
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Printers");
	await name("Printers!");
	await rest();

	await shows("Printers! – saved");
	expect(sent.map(({ body }) => nameOf(body))).toEqual(["Printers!"]);
	expect(sessionStorage.getItem("rf.draft.flow.flow-1")).toBeNull();
});

test("given an edit, when it is undone and done again, then each is what is saved", async () => {
	const { sent } = makeSaving();
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Printers");
	await act(() => editor.undo());
	await shows("Printer – waiting");
	await act(() => editor.redo());
	await rest();

	await shows("Printers – saved");
	expect(sent).toHaveLength(1);
});

test("given what was not saved before a reload, when the page opens, then it is there and is saved", async () => {
	makeSaving();
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
	await name("Kept");
	await rest();
	await shows("Kept – unreachable");
	await show(null);
	const { sent } = makeSaving();
	await show(<Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await shows("Kept – waiting");
	expect(editor.restored).toBe(true);
	await rest();

	await shows("Kept – saved");
	expect(sent).toHaveLength(1);
});

test("given something kept here and a flow that somebody changed since, when the page opens, then mine is there and one is chosen", async () => {
	const { sent } = makeSaving(4);
	keepDraft(3, "Mine");
	const theirs = makeFlow({ version: 4, name: "Theirs" });
	await renderAs(LEAD, <Writing flow={theirs} onTheirs={vi.fn()} />);
	await rest();

	await shows("Mine – conflict");
	expect(draftNow().content.name).toBe("Mine");
	expect(sent).toEqual([]);
	await act(() => editor.keepMine(theirs));
	await shows("Mine – saved");
});

test("given a save that lands while it is typed on, when the page is loaded anew at once, then what was typed is there and is saved", async () => {
	const { refuse } = makeSaving();
	let land = (_: Response) => {};
	refuse(() => new Promise((resolve) => (land = resolve)));
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("First");
	await rest();
	await shows("First – saving");
	await name("First and second");
	await act(async () => land(json(makeFlow({ version: 4, name: "First" }))));

	await shows("First and second – waiting");
	expect(draftNow()).toMatchObject({ version: 4, content: { name: "First and second" } });
});

test("given a page that was loaded anew before a save was answered, when the server has it, then what was typed since goes over it", async () => {
	const { sent } = makeSaving(4);
	keepDraft(3, "First and second", "First");
	await renderAs(LEAD, <Writing flow={makeFlow({ version: 4, name: "First" })} onTheirs={vi.fn()} />);

	await shows("First and second – saved");
	expect(sent).toHaveLength(1);
});

test("given something kept here that the server has too, when the page opens, then it is not kept any longer", async () => {
	makeSaving(4);
	keepDraft(3, "Both");
	await renderAs(LEAD, <Writing flow={makeFlow({ version: 4, name: "Both" })} onTheirs={vi.fn()} />);

	await shows("Both – saved");
	expect(draftNow()).toBeNull();
});

test("given theirs shown without a question, when it is undone, then their work stays", async () => {
	const { sent } = makeSaving(4);
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await show(<Writing flow={makeFlow({ version: 4, name: "Theirs" })} onTheirs={vi.fn()} />);
	await shows("Theirs – saved");
	await act(() => editor.undo());
	await rest();

	expect(editor.canUndo).toBe(false);
	await shows("Theirs – saved");
	expect(sent).toEqual([]);
});

test("given a step here, when the flow changes in another way than its text, then the step can still be undone", async () => {
	makeSaving(3);
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Printers");
	await rest();
	await show(<Writing flow={makeFlow({ version: 5, name: "Printers" })} onTheirs={vi.fn()} />);
	await act(() => editor.undo());

	await shows("Printer – waiting");
});

test("given an answer that was lost, when more is saved, then what the server has is known as one's own and nobody is asked", async () => {
	const { sent, refuse, has } = makeSaving();
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	refuse(problem(504, "timeout", "Too slow."));
	await name("First");
	await rest();
	await shows("First – unreachable");
	has(4, "First"); // it arrived all the same
	refuse(problem(412, "changed", "Maya changed the flow meanwhile."));
	await name("First and second");
	await act(() => vi.advanceTimersByTimeAsync(5000));

	await shows("First and second – saved");
	expect(sent.map(({ body }) => nameOf(body))).toEqual(["First", "First and second", "First and second"]);
});

test("given an answer that was lost, when the feed tells of it before it is tried again, then nobody is asked", async () => {
	const { refuse, has } = makeSaving();
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	refuse(problem(504, "timeout", "Too slow."));
	await name("First");
	await rest();
	await name("First and second");
	has(4, "First");
	await show(<Writing flow={makeFlow({ version: 4, name: "First" })} onTheirs={vi.fn()} />);

	await shows("First and second – saved");
});

test("given a command under way, when it is typed on, then its answer leaves the newer text as it is, and that is saved", async () => {
	const { sent } = makeSaving(5);
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Newer");
	await act(() => editor.take(makeFlow({ version: 5, name: "Restored" })));

	await shows("Newer – saved");
	expect(sent).toHaveLength(1);
});

test("given nothing unsaved, when a command answers with another text, then it is shown and can be undone", async () => {
	makeSaving(5);
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await act(() => editor.take(makeFlow({ version: 5, name: "Restored" })));
	await shows("Restored – saved");
	await act(() => editor.undo());

	await shows("Printer – waiting");
});

test("given nothing unsaved here, when somebody else saves, then theirs is shown and told", async () => {
	makeSaving();
	const onTheirs = vi.fn();
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={onTheirs} />);
	await show(<Writing flow={makeFlow({ version: 4, name: "Theirs" })} onTheirs={onTheirs} />);

	await shows("Theirs – saved");
	expect(onTheirs).toHaveBeenCalledOnce();
});

test("given something unsaved here, when somebody else saves, then mine stays until one is chosen; mine goes over theirs", async () => {
	const { sent } = makeSaving(4);
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Mine");
	const theirs = makeFlow({ version: 4, name: "Theirs" });
	await show(<Writing flow={theirs} onTheirs={vi.fn()} />);
	await rest();
	await shows("Mine – conflict");
	expect(sent).toEqual([]);
	await act(() => editor.keepMine(theirs));

	await shows("Mine – saved");
	expect(sent).toHaveLength(1);
});

test("given a refusal because it changed, when theirs is taken, then it is shown and mine can be had back", async () => {
	const { sent, refuse } = makeSaving(4);
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	refuse(problem(412, "changed", "Ingrid changed the flow meanwhile.", { changed_by_name: "Ingrid" }));
	await name("Mine");
	await rest();
	await shows("Mine – conflict");
	await act(() => editor.takeTheirs(makeFlow({ version: 4, name: "Theirs" })));
	await shows("Theirs – saved");
	await act(() => editor.undo());
	await rest();

	await shows("Mine – saved");
	expect(sent).toHaveLength(2);
});

test("given something unsaved, when the page is left, then it is sent at once", async () => {
	const { sent } = makeSaving();
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Left");
	await show(null);

	await vi.waitFor(() => expect(sent).toHaveLength(1));
});

test("given what is refused and too large to be kept, when the page is left, then it is asked, and it stays where that is denied", async () => {
	const { sent, refuse } = makeSaving();
	const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
		throw new DOMException("full", "QuotaExceededError");
	});
	const confirm = vi.spyOn(window, "confirm").mockReturnValue(false);
	const { router } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	for (let times = 0; times < 3; times++) refuse(problem(422, "invalid", "Too long."));
	await name("Too long");
	await rest();
	await shows("Too long – refused");
	const leave = () => act(() => void router.navigate({ to: "/elsewhere" as never }));
	await leave();
	await vi.waitFor(() => expect(confirm).toHaveBeenCalledOnce());
	expect(router.state.location.pathname).toBe("/");
	expect(sent).toHaveLength(2); // tried once more before it is asked
	confirm.mockReturnValue(true);
	await leave();

	await vi.waitFor(() => expect(router.state.location.pathname).toBe("/elsewhere"));
	full.mockRestore();
	confirm.mockRestore();
});

test("given something unsaved, when somebody signs out, then it is saved before that; what is refused is told", async () => {
	const { sent, refuse } = makeSaving();
	await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	await name("Written");
	expect(await act(() => saveAll())).toBe(true);
	expect(sent).toHaveLength(1);
	refuse(problem(422, "invalid", "Too long."));
	await name("Too long");

	expect(await act(() => saveAll())).toBe(false);
});

test("given a page that is left while a save is slow, when it is asked whether it is being saved, then it is until that ended", async () => {
	const { refuse } = makeSaving();
	let land = (_: Response) => {};
	refuse(() => new Promise((resolve) => (land = resolve)));
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} onTheirs={vi.fn()} />);
	const changed = vi.fn();
	const stop = onLeaving(changed);
	await name("Slow");
	await rest();
	await show(null);
	expect(isLeaving("flow-1")).toBe(true);
	land(json(makeFlow({ version: 4, name: "Slow" })));

	await vi.waitFor(() => expect(isLeaving("flow-1")).toBe(false));
	expect(changed).toHaveBeenCalled();
	expect(draftNow()).toBeNull();
	stop();
});
