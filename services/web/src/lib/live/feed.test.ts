import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Feed } from "@/lib/live/feed";
import type { LiveMessage } from "@/lib/live/messages";

const change = (id: string): LiveMessage => ({
	kind: "change",
	id,
	change: { type: "step_proposed", category: "session", id: "s", session_id: "s", version: 1, actor_id: "", at: "" },
});

/** What a stream was asked to start after, and how to let it say something. */
interface Stream {
	after: string | null;
	tell: (message: LiveMessage) => void;
}

const streams: Stream[] = [];
const feeds: Feed[] = [];

beforeEach(() => {
	vi.stubGlobal("navigator", { ...navigator, locks: new Locks() });
});
afterEach(() => {
	for (const feed of feeds.splice(0)) feed.close();
	streams.splice(0);
	vi.unstubAllGlobals();
});

/** One holder at a time, the next when it lets go or is aborted while it waits. */
class Locks {
	private last: Promise<unknown> = Promise.resolve();

	request(_: string, { signal }: { signal: AbortSignal }, run: () => Promise<void>): Promise<void> {
		const mine = this.last.then(() => (signal.aborted ? undefined : run()));
		this.last = mine;
		return mine;
	}
}

/** A tab: its feed and what it heard. */
function openTab() {
	const heard: string[] = [];
	const feed = new Feed("user", (after, tell, signal) => {
		streams.push({ after, tell });
		return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
	});
	feeds.push(feed);
	feed.listen((message) => heard.push("id" in message && message.id ? message.id : message.kind));
	feed.start();
	return { feed, heard };
}

test("given several tabs, when something happens, then one stream is open and every tab hears it once", async () => {
	const tabs = [openTab(), openTab(), openTab()];
	await vi.waitFor(() => expect(streams).toHaveLength(1));

	streams[0]?.tell(change("1-1"));

	await vi.waitFor(() => expect(tabs.map(({ heard }) => heard)).toEqual([["1-1"], ["1-1"], ["1-1"]]));
	expect(streams).toHaveLength(1);
});

test("given the tab with the stream, when it closes, then the next one resumes after what it heard last", async () => {
	const [first, second] = [openTab(), openTab()];
	await vi.waitFor(() => expect(streams).toHaveLength(1));
	streams[0]?.tell(change("1-8"));
	await vi.waitFor(() => expect(second.heard).toEqual(["1-8"]));

	first.feed.close();

	await vi.waitFor(() => expect(streams.map(({ after }) => after)).toEqual([null, "1-8"]));
});

test("given a running stream, when another tab opens, then it knows how it stands and where to resume", async () => {
	const first = openTab();
	await vi.waitFor(() => expect(streams).toHaveLength(1));
	streams[0]?.tell({ kind: "open" });
	streams[0]?.tell(change("1-3"));
	const second = openTab();

	await vi.waitFor(() => expect(second.feed.current()).toBe("open"));
	expect(second.heard).toEqual(["gap"]); // what came before it listened may be newer than what it has read
	first.feed.close();

	await vi.waitFor(() => expect(streams[1]?.after).toBe("1-3"));
});

test("given a tab that the browser put to sleep, when it wakes, then it reads anew what it shows", async () => {
	const { heard } = openTab();

	window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));

	expect(heard).toEqual(["gap"]);
});
