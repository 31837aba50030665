import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { act } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkImport, flowsQuery, importQuery, send } from "@/features/flows/api";
import { makeFlow } from "@/features/flows/test-kit";
import { onSignedOut } from "@/lib/api";
import { isProblem } from "@/lib/problem";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

function Asking() {
	return useQuery(importQuery("import-1")).status;
}

/** How often an import was asked for in the first minute. */
async function countAsked(answer: () => Response): Promise<number> {
	const fetch = vi.fn(async () => answer());
	vi.stubGlobal("fetch", fetch);
	await renderAs(MAYA, <Asking />);
	await act(() => vi.advanceTimersByTimeAsync(60_000));
	return fetch.mock.calls.length;
}

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test("given an import that may not be read, when time passes, then it is not asked for again", async () => {
	expect(await countAsked(() => problem(403, "forbidden", "No."))).toBe(1);
});

test("given an import that takes its time, when time passes, then it is asked for less and less often", async () => {
	const asked = await countAsked(() => json({ id: "import-1", status: "running", pending: 3, failed: 0, flows: [] }));

	expect(asked).toBeGreaterThan(5);
	expect(asked).toBeLessThan(15);
});

/** What a command answers where the library does not show yet what it did. */
const BEHIND = () =>
	json({ flow_id: "flow-1", stream: "flow-flow-1", version: 4, status: "published", id: "flow-1" }, 202);

test.each([
	["publish", () => send.publish("flow-1", 3, "key"), () => json(makeFlow({ version: 3 }))],
	["create", () => send.create({} as never, "key"), () => problem(404, "flow_not_found", "There is no such flow.")],
])(
	"given a library that lags, when asked to %s, then the flow is what it reads once it is there",
	async (_, run, before) => {
		const reads = [
			before,
			() => problem(503, "unavailable", "Away."),
			() => json(makeFlow({ version: 4, name: "There" })),
		];
		const { fetch } = makeServer({
			"POST /flows": BEHIND,
			"POST /flows/flow-1/publish": BEHIND,
			"GET /flows/flow-1": () => (reads.shift() as () => Response)(),
		});
		vi.stubGlobal("fetch", fetch);
		const done = run();
		await vi.advanceTimersByTimeAsync(5000);

		expect(await done).toMatchObject({ name: "There", version: 4, tree_structure: { id: "root" } });
		expect(reads).toEqual([]);
	},
);

test("given what somebody else wrote since, when a save is answered late, then it has the version of that save", async () => {
	const { fetch } = makeServer({ "PUT /flows/flow-1": BEHIND, "GET /flows/flow-1": makeFlow({ version: 6 }) });
	vi.stubGlobal("fetch", fetch);

	expect((await send.revise("flow-1", {} as never, 3, "key")).version).toBe(4);
});

test("given a library that stays behind, when asked to archive, then that ends as something to try again", async () => {
	const { fetch } = makeServer({ "POST /flows/flow-1/archive": BEHIND, "GET /flows/flow-1": makeFlow({ version: 3 }) });
	vi.stubGlobal("fetch", fetch);
	const failed = send.archive("flow-1", 3, "key").catch((error: unknown) => error);
	await vi.advanceTimersByTimeAsync(60_000);

	const error = await failed;
	expect(isProblem(error, "flow_behind") && error.isPassing).toBe(true);
});

test("given a file to import, when nobody is signed in any more, then that is told as of any request", async () => {
	const { fetch } = makeServer({ "POST /flows/import/check": () => problem(401, "not_signed_in", "Sign in.") });
	const asked: Request[] = [];
	vi.stubGlobal("fetch", (request: Request) => {
		asked.push(request.clone());
		return fetch(request);
	});
	const signedOut = vi.fn();
	const stop = onSignedOut(signedOut);
	await checkImport("flows: []", "yaml").catch(() => undefined);
	stop();

	expect(signedOut).toHaveBeenCalledOnce();
	expect(asked[0]?.headers.get("content-type")).toBe("application/yaml");
	expect(await asked[0]?.text()).toBe("flows: []");
});

test("given a library read far down, when a flow changes, then its pages are not all read anew", async () => {
	const { sent, fetch } = makeServer({});
	const asked = vi.fn(fetch);
	vi.stubGlobal("fetch", asked);
	const Listed = () => useInfiniteQuery(flowsQuery({})).data?.pages.length;
	const { client, show } = await renderAs(MAYA, null);
	client.setDefaultOptions({ queries: { staleTime: 60_000 } });
	client.setQueryData(flowsQuery({}).queryKey, { pages: [[makeFlow()], [makeFlow()]], pageParams: [0, 50] });
	await show(<Listed />);
	await act(() => client.invalidateQueries({ queryKey: ["flows"] }));

	expect(asked).not.toHaveBeenCalled();
	expect(sent).toEqual([]);
});
