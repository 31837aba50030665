import { useQuery } from "@tanstack/react-query";
import { act } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { importQuery } from "@/features/flows/api";
import { json, MAYA, problem, renderAs } from "@/test/render";

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
