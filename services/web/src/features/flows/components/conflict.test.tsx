import "@/features/flows/commands";
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Flow } from "@/features/flows/api";
import { ConflictNote } from "@/features/flows/components/ConflictNote";
import { EditorBar } from "@/features/flows/components/EditorBar";
import { type Editor, useEditor } from "@/features/flows/hooks/useEditor";
import { contentOf } from "@/features/flows/model/content";
import { makeFlow } from "@/features/flows/test-kit";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const LEAD = { ...MAYA, role: "team_admin" as const };
const CHECKED = { placed: [], byNode: new Map<string, number>(), known: true, checking: false, failed: false };
const ARCHIVED = makeFlow({ version: 4, status: "archived" });
const DRAFT = "rf.draft.flow.flow-1";
let editor: Editor;

function Writing({ flow }: { flow: Flow }) {
	editor = useEditor(flow, flow.status !== "archived", vi.fn());
	return (
		<>
			<p>{editor.content.name}</p>
			<EditorBar editor={editor} checked={CHECKED} />
			<ConflictNote editor={editor} nameOf={() => "Ingrid"} onCompare={vi.fn()} />
		</>
	);
}

/** Where the server has what `flow` is; what is written there is refused. */
function serve(flow: { now: Flow }) {
	const server = makeServer({
		"GET /flows/flow-1": () => json(flow.now),
		"PUT /flows/flow-1": () => problem(409, "archived", "This flow is archived."),
		"POST /flows": (): Response => json(makeFlow({ id: "flow-2", version: 1 })),
	});
	vi.stubGlobal("fetch", server.fetch);
	return server;
}

beforeEach(() => sessionStorage.removeItem(DRAFT));
afterEach(() => void vi.unstubAllGlobals());

test("given something unsaved, when somebody archives the flow, then it is said, and a copy can hold it", async () => {
	const { sent } = serve({ now: ARCHIVED });
	const { user, show, router } = await renderAs(LEAD, <Writing flow={makeFlow()} />);
	await act(() => editor.change({ name: "Mine" }, "name"));
	await show(<Writing flow={ARCHIVED} />);

	expect(screen.getByText("Not saved: changed by somebody else")).toBeInTheDocument();
	expect(await screen.findByText(/It is archived and cannot be written any more/)).toBeInTheDocument();
	expect(screen.queryByRole("button", { name: "Keep mine" })).not.toBeInTheDocument();
	expect(screen.getByRole("button", { name: "See the difference" })).toBeInTheDocument();
	expect(screen.getByRole("button", { name: "Take theirs" })).toBeInTheDocument();
	await user.click(screen.getByRole("button", { name: "Make a copy of mine" }));

	await waitFor(() => expect(router.state.location.pathname).toBe("/flows/flow-2"));
	expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /flows"]);
	expect(sent[0]?.body).toMatchObject({ name: "Copy of Mine" });
	expect(sessionStorage.getItem(DRAFT)).toBeNull();
});

test.each([3, 4])(
	"given something kept here over version %i, when the archived flow is opened, then it is shown",
	async (version) => {
		serve({ now: ARCHIVED });
		sessionStorage.setItem(DRAFT, JSON.stringify({ version, content: contentOf(makeFlow({ name: "Mine" })) }));
		await renderAs(LEAD, <Writing flow={ARCHIVED} />);

		expect(screen.getByText("Mine")).toBeInTheDocument();
		expect(await screen.findByRole("button", { name: "Make a copy of mine" }, { timeout: 4000 })).toBeInTheDocument();
	},
);

test("given a conflict that is read, when the flow changes once more, then the note stays while that is read", async () => {
	const there = { now: makeFlow({ version: 4, name: "Theirs" }) };
	const { fetch } = serve(there);
	let reads = 0;
	vi.stubGlobal("fetch", (request: Request) =>
		request.method === "GET" && ++reads > 1 ? new Promise(() => undefined) : fetch(request),
	);
	const { show } = await renderAs(LEAD, <Writing flow={makeFlow()} />);
	await act(() => editor.change({ name: "Mine" }, "name"));
	await show(<Writing flow={there.now} />);
	const keep = await screen.findByRole("button", { name: "Keep mine" });
	await show(<Writing flow={makeFlow({ version: 5, name: "Theirs again" })} />);

	expect(reads).toBe(2);
	expect(keep).toBeInTheDocument();
});
