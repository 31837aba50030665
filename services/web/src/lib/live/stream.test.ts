import { afterEach, expect, test, vi } from "vitest";
import type { LiveMessage } from "@/lib/live/messages";
import { readFeed } from "@/lib/live/stream";

const CHANGE = {
	type: "step_proposed",
	category: "session",
	id: "s",
	session_id: "s",
	version: 3,
	actor_id: "",
	at: "",
};
const change = (id: string) => `id: ${id}\nevent: change\ndata: ${JSON.stringify(CHANGE)}\n\n`;

afterEach(() => vi.unstubAllGlobals());

/** Read with these answers, one a connection, until the last one is used up. */
async function read(after: string | null, ...answers: (Response | Error)[]) {
	const stop = new AbortController();
	const asked: (string | null)[] = [];
	const messages: LiveMessage[] = [];
	vi.stubGlobal("fetch", async (_: string, { headers }: { headers: Record<string, string> }) => {
		asked.push(headers["last-event-id"] ?? null);
		const next = answers.shift();
		if (!next) stop.abort();
		if (!next || next instanceof Error) throw next ?? new Error("over");
		return next;
	});
	await readFeed(after, (message) => messages.push(message), stop.signal);
	return { asked, messages };
}

test("given a stream that breaks off, when it is read again, then it resumes after the last event heard", async () => {
	const { asked, messages } = await read(
		"1-4",
		new Response(change("1-5") + change("1-6")),
		new Response(change("1-7")),
	);

	expect(asked).toEqual(["1-4", "1-6", "1-7"]);
	expect(messages.flatMap((message) => (message.kind === "change" ? [message.id] : []))).toEqual(["1-5", "1-6", "1-7"]);
});

test("given no event heard before, when the stream opens, then what is shown is read anew", async () => {
	const { messages } = await read(null, new Response(change("1-5")));

	expect(messages.map(({ kind }) => kind)).toEqual(["open", "gap", "change"]);
});

test("given a server that is gone, when it comes back, then that is told both times", async () => {
	const { messages } = await read(
		"1-4",
		new TypeError("failed"),
		new Response("", { status: 503 }),
		new Response(change("1-5")),
	);

	expect(messages.map(({ kind }) => kind)).toEqual(["lost", "lost", "open", "change"]);
});

test("given a sign-in that ended, when the stream is asked for, then that is told and nothing is tried again", async () => {
	const { asked, messages } = await read("1-4", new Response("", { status: 401 }), new Response(change("1-5")));

	expect(asked).toHaveLength(1);
	expect(messages).toEqual([{ kind: "ended" }]);
});

test("given a role without a feed, when the stream is asked for, then nothing is told and nothing tried again", async () => {
	const { asked, messages } = await read(null, new Response("", { status: 403 }), new Response(change("1-5")));

	expect(asked).toHaveLength(1);
	expect(messages).toEqual([]);
});
