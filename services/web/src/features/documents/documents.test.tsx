import { act, screen, waitFor } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeCase } from "@/features/case/test-kit";
import type { Note } from "@/features/documents/api";
import ClosingNote, { type ClosingNoteHandle } from "@/features/documents/components/ClosingNote";
import { ClosingNotes, PrintLinks } from "@/features/documents/components/ClosingNotes";
import { errorStrings } from "@/features/errors/strings";
import { keys } from "@/lib/queries";
import { drawToasts } from "@/lib/toast";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const PREVIEW = "POST /ai-sessions/case-1/resolution-note/preview";
const EDIT = "PUT /ai-sessions/case-1/resolution-note";
const LABEL = "The document as Markdown";

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});
beforeEach(() => sessionStorage.clear());

function makeNote(changes: Partial<Note> = {}): Note {
	return {
		markdown: "## Problem\n\nThe VPN dropped.\n",
		target_ticket_ref: null,
		state_version: 3,
		from_cache: false,
		edited: false,
		engine: "claude",
		superseded_edit: null,
		current_state_version: 3,
		at: "2026-11-20T09:00:00Z",
		...changes,
	};
}

function given(answers: Parameters<typeof makeServer>[0] = {}, stateVersion = 3) {
	const found = makeCase([], { state_version: stateVersion });
	const server = makeServer({ "GET /ai-sessions/case-1": found, [PREVIEW]: makeNote(), ...answers });
	vi.stubGlobal("fetch", server.fetch);
	return server.sent;
}

const open = () => renderAs(MAYA, <ClosingNote sessionId="case-1" kind="resolution_note" />);

test("given a case, when its document is opened, then the draft is asked for once and read with its headings", async () => {
	const sent = given({ [PREVIEW]: makeNote({ target_ticket_ref: "CW #48213" }) });
	await open();

	expect(await screen.findByRole("heading", { name: "Problem" })).toBeInTheDocument();
	expect(screen.getByText("The VPN dropped.")).toBeInTheDocument();
	expect(screen.getByText("Drafted by FlowPilot")).toBeInTheDocument();
	expect(screen.getByText("For CW #48213")).toBeInTheDocument();
	expect(sent).toMatchObject([{ path: "/ai-sessions/case-1/resolution-note/preview", body: { force: false } }]);
	expect(sent[0]?.key).toBeTruthy();
});

test("given an escalation package, when it is opened, then it is drafted by its own address", async () => {
	const sent = given({ "POST /ai-sessions/case-1/escalation-package/preview": makeNote({ engine: "playbook" }) });
	await renderAs(MAYA, <ClosingNote sessionId="case-1" kind="escalation_package" />);

	expect(await screen.findByText("Drafted from the record")).toBeInTheDocument();
	expect(screen.getByRole("region", { name: "Escalation package" })).toBeInTheDocument();
	expect(sent).toHaveLength(1);
});

test("given markup in a document, when it is read, then nothing of it is live", async () => {
	given({ [PREVIEW]: makeNote({ markdown: "## A\n\n<img src=x> [x](javascript:alert(1)) `code`" }) });
	await open();
	await screen.findByRole("heading", { name: "A" });

	expect(screen.queryByRole("img")).not.toBeInTheDocument();
	expect(screen.queryByRole("link")).not.toBeInTheDocument();
	expect(screen.getByText(/<img src=x> \[x\]/)).toBeInTheDocument();
});

test("given a draft, when it is edited, then the words are kept by themselves with the state they were written from", async () => {
	const sent = given({ [EDIT]: makeNote({ markdown: "Mine.", edited: true }) });
	const { user } = await open();
	await user.click(await screen.findByRole("button", { name: "Edit" }));
	await user.clear(screen.getByLabelText(LABEL));
	expect(screen.getByRole("alert")).toHaveTextContent("Write something");

	await user.type(screen.getByLabelText(LABEL), "Mine.");
	expect(screen.getByText("Not saved yet")).toBeInTheDocument();

	await waitFor(() => expect(sent).toHaveLength(2), { timeout: 4000 });
	expect(sent[1]).toMatchObject({ method: "PUT", body: { markdown: "Mine.", state_version: 3 } });
	expect(await screen.findByText("Saved")).toBeInTheDocument();
	expect(screen.getByText("In your own words")).toBeInTheDocument();
	expect(sessionStorage).toHaveLength(0);
});

test("given words that were typed, when the page is loaded anew, then the editor is open with them", async () => {
	given({ [EDIT]: makeNote({ markdown: "Half a note", edited: true }) });
	sessionStorage.setItem("rf.draft.note.resolution_note.case-1", "Half a note");
	await open();

	expect(await screen.findByLabelText(LABEL)).toHaveValue("Half a note");
});

test("given an edit that the server does not take, when it is tried again, then it is sent under the same key", async () => {
	let answers = 0;
	const sent = given({
		[EDIT]: () => {
			answers += 1;
			return answers === 1 ? problem(503, "unavailable", "A part is away.") : json(makeNote({ markdown: "Mine." }));
		},
	});
	const handle = createRef<ClosingNoteHandle>();
	const { user } = await renderAs(MAYA, <ClosingNote sessionId="case-1" kind="resolution_note" ref={handle} />);
	await user.click(await screen.findByRole("button", { name: "Edit" }));
	await user.clear(screen.getByLabelText(LABEL));
	await user.type(screen.getByLabelText(LABEL), "Mine.");
	let saved: boolean | undefined;
	await act(async () => {
		saved = await handle.current?.save();
	});

	expect(saved).toBe(false);
	expect(await screen.findByText("Not saved")).toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: /again/i }));
	await waitFor(() => expect(sent.filter(({ method }) => method === "PUT")).toHaveLength(2));
	const [first, second] = sent.filter(({ method }) => method === "PUT");
	expect(first?.key).toBe(second?.key);
});

test("given nothing typed, when the dialog waits for the document, then there is nothing to send", async () => {
	const sent = given();
	const handle = createRef<ClosingNoteHandle>();
	await renderAs(MAYA, <ClosingNote sessionId="case-1" kind="resolution_note" ref={handle} />);
	await screen.findByRole("heading", { name: "Problem" });

	expect(await handle.current?.save()).toBe(true);
	expect(sent).toHaveLength(1);
});

test("given an edit, when the case is answered and closed at once, then it is carried to the state that it has then", async () => {
	const note = makeNote({ markdown: "Mine.", edited: true });
	const sent = given({ [PREVIEW]: note, [EDIT]: { ...note, state_version: 5 } });
	const handle = createRef<ClosingNoteHandle>();
	const { client } = await renderAs(MAYA, <ClosingNote sessionId="case-1" kind="resolution_note" ref={handle} />);
	await screen.findByText("Mine.");
	await act(async () => handle.current?.carry());
	expect(sent).toHaveLength(1);

	given({ [EDIT]: { ...note, state_version: 5 } }, 5);
	client.removeQueries({ queryKey: keys.case("case-1") });
	await act(async () => handle.current?.carry());
	await waitFor(() => expect(client.getQueryData<Note>(["note", "case-1", "resolution_note"])?.state_version).toBe(5));
});

test("given a case that has gone on, when the document is open, then it says so and drafts anew only when asked", async () => {
	let drafts = 0;
	const sent = given({
		[PREVIEW]: () => {
			drafts += 1;
			return json(drafts === 1 ? makeNote() : makeNote({ markdown: "## Now\n", state_version: 4 }));
		},
	});
	const { user, client } = await open();
	await screen.findByRole("heading", { name: "Problem" });
	expect(screen.queryByText(/has gone on/)).not.toBeInTheDocument();

	act(() => void client.setQueryData(keys.case("case-1"), makeCase([], { state_version: 4 })));
	expect(await screen.findByText("The case has gone on since this was written.")).toBeInTheDocument();
	expect(sent).toHaveLength(1);
	await user.click(screen.getByRole("button", { name: "Draft from the case as it stands" }));

	expect(await screen.findByRole("heading", { name: "Now" })).toBeInTheDocument();
	expect(sent[1]).toMatchObject({ body: { force: false } });
	expect(screen.queryByText(/has gone on/)).not.toBeInTheDocument();
});

test("given own words of an older state, when they are to be kept, then they are sent for the state as it is", async () => {
	const note = makeNote({ markdown: "Mine.", edited: true });
	const sent = given({ [PREVIEW]: note, [EDIT]: { ...note, state_version: 4 } }, 4);
	const { user } = await open();
	expect(await screen.findByText(/it will not be used/)).toBeInTheDocument();

	await user.click(screen.getByRole("button", { name: "Keep my words" }));

	await waitFor(() => expect(sent).toHaveLength(2));
	expect(sent[1]).toMatchObject({ method: "PUT", body: { markdown: "Mine.", state_version: 4 } });
});

test("given words that were not carried over, when they are wanted again, then they are the document", async () => {
	const sent = given({
		[PREVIEW]: makeNote({ superseded_edit: "My old words." }),
		[EDIT]: makeNote({ markdown: "My old words.", edited: true }),
	});
	const { user } = await open();
	await user.click(await screen.findByRole("button", { name: "Use my words again" }));

	expect(await screen.findByText("My old words.")).toBeInTheDocument();
	expect(sent[1]).toMatchObject({ body: { markdown: "My old words.", state_version: 3 } });
});

test("given the key, when it is pressed, then the document is edited, and a click drafts it anew", async () => {
	const sent = given();
	const { user } = await open();
	await screen.findByRole("heading", { name: "Problem" });
	await user.keyboard("{Control>}e{/Control}");
	expect(screen.getByLabelText(LABEL)).toHaveFocus();

	await user.click(screen.getByRole("button", { name: "Draft anew" }));
	await waitFor(() => expect(sent).toHaveLength(2));
	expect(sent[1]).toMatchObject({ body: { force: true } });
});

test("given a draft that fails, when it is opened, then the reason is shown with a way to try again", async () => {
	given({ [PREVIEW]: () => problem(503, "draft_pending", "The draft is still being written.") });
	await open();

	expect(await screen.findByRole("alert")).toHaveTextContent(/still being written.*req-1/s);
	expect(screen.getByRole("button", { name: /again/i })).toBeInTheDocument();
});

test("given a document, when it is copied, then its Markdown is in the clipboard", async () => {
	given();
	const { user } = await open();
	await screen.findByRole("heading", { name: "Problem" });
	await user.click(screen.getByRole("button", { name: "Copy" }));

	expect(await navigator.clipboard.readText()).toBe(makeNote().markdown);
});

test("given a closed case, when it is read, then its documents stand with the last first, and where they are printed", async () => {
	const written = { markdown: "## Problem\n", edited: false, engine: "playbook" as const, at: "2026-11-20T09:00:00Z" };
	const found = makeCase([], {
		closing_notes: [
			{ ...written, outcome: 1, kind: "escalation_package" },
			{ ...written, outcome: 2, kind: "resolution_note", edited: true },
		],
	});
	await renderAs(
		MAYA,
		<>
			<PrintLinks sessionId="case-1" />
			<ClosingNotes found={found} />
		</>,
	);

	expect(screen.getAllByRole("article").map((each) => each.querySelector("h3")?.textContent)).toEqual([
		"Resolution note of closing 2",
		"Escalation package of closing 1",
	]);
	expect(screen.getByRole("link", { name: /PDF/ })).toHaveAttribute(
		"href",
		"/api/v1/ai-sessions/case-1/documentation?format=pdf",
	);
	expect(screen.getByRole("link", { name: /Printable page/ })).toHaveAttribute("target", "_blank");
});

test("given a printer with too much to do, when the PDF is asked for, then it is said in words and nothing opens", async () => {
	given({ "GET /ai-sessions/case-1/documentation": () => problem(503, "printer_busy", "Not for readers.") });
	const said = vi.fn();
	drawToasts((kind, words) => said(kind, words));
	const { user } = await renderAs(MAYA, <PrintLinks sessionId="case-1" />);

	await user.click(screen.getByRole("link", { name: "PDF" }));

	await waitFor(() => expect(said).toHaveBeenCalledWith("error", errorStrings.codes.printer_busy));
});
