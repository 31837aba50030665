import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveMessage } from "@/lib/live/messages";
import { Partials } from "@/lib/live/partials";
import { Refresher } from "@/lib/live/refresh";

const change = (category: string, type = "step_proposed"): LiveMessage => ({
	kind: "change",
	id: "1-1",
	change: {
		type,
		category,
		id: "s",
		session_id: category === "session" ? "s" : null,
		version: 1,
		actor_id: "",
		at: "",
	},
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function made() {
	const client = new QueryClient();
	const known = [["me"], ["case", "s"], ["case", "other"], ["cases", {}], ["flows"], ["escalations"], ["fixes", true]];
	for (const key of known) client.setQueryData(key, 1);
	const old = () =>
		client
			.getQueryCache()
			.findAll({ predicate: (query) => query.state.isInvalidated })
			.map(({ queryKey }) => JSON.stringify(queryKey));
	return { client, refresher: new Refresher(client), old };
}

test("given a change of a case, when it is heard, then that case is old at once and the lists a moment later", async () => {
	const { refresher, old } = made();

	refresher.hear(change("session"));
	await Promise.resolve();
	expect(old()).toEqual(['["case","s"]']);

	vi.advanceTimersByTime(1000);
	expect(old()).toEqual(['["case","s"]', '["cases",{}]']);
});

test("given a change of a flow, when it is heard, then the flows are old and no case is", () => {
	const { refresher, old } = made();

	refresher.hear(change("flow", "flow_published"));
	vi.advanceTimersByTime(1000);

	expect(old()).toEqual(['["flows"]']);
});

test.each([
	["connection", "connection_paused", "psa-connections"],
	["webhook", "endpoint_disabled", "webhook-endpoints"],
	["push", "push_abandoned", "pushes"],
	["ticket", "ticket_drafted", "ticket-drafts"],
])("given a change of a %s, %s, when it is heard, then the list of %s is old", (category, type, list) => {
	const { client, refresher, old } = made();
	client.setQueryData([list, "all"], 1);
	client.setQueryData(["psa-options", "psa-1"], 1);

	refresher.hear(change(category, type));
	vi.advanceTimersByTime(1000);

	expect(old()).toEqual([JSON.stringify([list, "all"])]);
});

test("given an escalation, when it is heard, then the queue is old; of a step it is not", () => {
	const { refresher, old } = made();
	refresher.hear(change("session", "step_answered"));
	vi.advanceTimersByTime(1000);
	expect(old()).not.toContain('["escalations"]');

	refresher.hear(change("session", "escalation_picked_up"));
	vi.advanceTimersByTime(1000);

	expect(old()).toContain('["escalations"]');
	expect(old()).toContain('["fixes",true]');
});

test("given a case that is erased, when it is heard, then all that told of it is old", () => {
	const { client, refresher, old } = made();
	const lists = ["knowledge-gaps", "flow-proposals", "notifications", "flows"];
	for (const list of lists) client.setQueryData([list, "all"], 1);

	refresher.hear(change("session", "case_erased"));
	vi.advanceTimersByTime(1000);

	expect(old()).toEqual(expect.arrayContaining(lists.slice(0, 3).map((list) => JSON.stringify([list, "all"]))));
	expect(old()).not.toContain('["flows","all"]');
});

test("given a gap, when it is heard, then everything is old but who is signed in", () => {
	const { refresher, old } = made();

	refresher.hear({ kind: "gap", id: null });

	expect(old()).not.toContain('["me"]');
	expect(old()).toHaveLength(6);
});

test("given a case on the page, when several of its events come in one piece, then it is read once", async () => {
	const { client, refresher } = made();
	const queryFn = vi.fn(async () => 2);
	const close = new QueryObserver(client, { queryKey: ["case", "s"], queryFn, staleTime: 60_000 }).subscribe(
		() => undefined,
	);

	for (const type of ["step_answered", "fact_recorded", "step_proposed"]) refresher.hear(change("session", type));
	await vi.advanceTimersByTimeAsync(0);

	expect(queryFn).toHaveBeenCalledOnce();
	close();
});

for (const opened of [false, true]) {
	test(`given a page that opens (${opened}), when its case changes while it is read, then it is read again`, async () => {
		const { client, refresher } = made();
		client.removeQueries({ queryKey: ["case", "s"] });
		const reads: ((value: number) => void)[] = [];
		const options = { queryKey: ["case", "s"], queryFn: () => new Promise<number>((done) => reads.push(done)) };
		void client.prefetchQuery(options);
		const page = new QueryObserver(client, { ...options, staleTime: 60_000 });
		let close = opened ? page.subscribe(() => undefined) : undefined;

		refresher.hear(change("session"));
		await Promise.resolve();
		reads[0]?.(1);
		await vi.advanceTimersByTimeAsync(0);
		close ??= page.subscribe(() => undefined);
		await vi.advanceTimersByTimeAsync(0);

		expect(reads).toHaveLength(2);
		close();
	});
}

/** A list that is shown, with so many pages; what reads it is answered by `answer`. */
function showList(client: QueryClient, pages: number) {
	const reads: (() => void)[] = [];
	const queryFn = vi.fn(() => new Promise<string[]>((done) => reads.push(() => done(["flow"]))));
	const list = { queryKey: ["flows", "list", {}], queryFn, initialPageParam: 0, getNextPageParam: () => 1 };
	client.setQueryData(list.queryKey, { pages: Array(pages).fill(["flow"]), pageParams: Array(pages).fill(0) });
	const close = new InfiniteQueryObserver(client, { ...list, staleTime: 60_000 }).subscribe(() => undefined);
	return { queryFn, close, answer: () => reads.splice(0).map((read) => read()) };
}

test("given a library on the page, when flows change all the time, then each is read at once and the list now and then", async () => {
	const { client, refresher } = made();
	const { queryFn, answer, close } = showList(client, 1);
	const flow = vi.fn(async () => 2);
	const leave = new QueryObserver(client, { queryKey: ["flows", "s"], queryFn: flow }).subscribe(() => undefined);
	await vi.advanceTimersByTimeAsync(0);

	for (let second = 0; second < 20; second++) {
		const before = flow.mock.calls.length;
		refresher.hear(change("flow", "flow_matched"));
		await vi.advanceTimersByTimeAsync(0);
		expect(flow).toHaveBeenCalledTimes(before + 1);
		await vi.advanceTimersByTimeAsync(1000);
		answer();
	}

	expect(queryFn.mock.calls.length).toBeLessThanOrEqual(3);
	expect(queryFn).toHaveBeenCalled();
	close();
	leave();
});

test("given a list that is being read, when it changes, then that is read to its end, and then once more", async () => {
	const { client, refresher } = made();
	const { queryFn, answer, close } = showList(client, 2);
	refresher.hear(change("flow", "flow_published"));
	await vi.advanceTimersByTimeAsync(1000);
	expect(queryFn).toHaveBeenCalledTimes(1);

	refresher.hear(change("flow", "flow_published"));
	await vi.advanceTimersByTimeAsync(10_000);
	expect(queryFn).toHaveBeenCalledTimes(1);
	for (let page = 0; page < 4; page++) {
		answer();
		await vi.advanceTimersByTimeAsync(0);
	}

	expect(queryFn).toHaveBeenCalledTimes(4);
	close();
});

test("given a step being written, when it failed, then its text is gone; when it is there, the text stays until read", () => {
	const partials = new Partials();
	const text = { session_id: "s", step_order: 2, text: "Which" };

	partials.hear({ kind: "partial", partial: text });
	partials.hear(change("session", "step_proposed"));
	expect(partials.of("s")).toEqual(text);

	partials.hear(change("session", "step_failed"));
	expect(partials.of("s")).toBeNull();
});
