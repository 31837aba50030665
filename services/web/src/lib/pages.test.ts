import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { allClientsQuery } from "@/lib/clients";
import { readAll } from "@/lib/pages";
import { usersQuery } from "@/lib/people";
import { teamsQuery } from "@/lib/teams";
import { json } from "@/test/render";

const MAX_PAGE = 200;

afterEach(() => vi.unstubAllGlobals());

/** A server with so many of everything. */
function serve(count: number) {
	const all = Array.from({ length: count }, (_, at) => ({ id: `id-${at}`, name: `Somebody ${at}` }));
	const fetch = vi.fn(async ({ url }: Request) => {
		const query = new URL(url).searchParams;
		const skip = Number(query.get("skip") ?? 0);
		return json(all.slice(skip, skip + Math.min(Number(query.get("limit") ?? 50), MAX_PAGE)));
	});
	vi.stubGlobal("fetch", fetch);
	return fetch;
}

test.each([
	["people", usersQuery],
	["teams", teamsQuery],
	["clients", allClientsQuery],
])("given more %s than fit a page, when they are read, then all are there", async (_, query) => {
	serve(450);
	const found = await new QueryClient().fetchQuery(query as typeof usersQuery);

	expect(found).toHaveLength(450);
	expect(found.at(-1)?.name).toBe("Somebody 449");
});

test("given just a full page, when it is read, then one more request says that this was all", async () => {
	const fetch = serve(MAX_PAGE);
	const found = await new QueryClient().fetchQuery(usersQuery);

	expect(found).toHaveLength(MAX_PAGE);
	expect(fetch).toHaveBeenCalledTimes(2);
});

test("given somebody who moves to the next page while it is read, when all are read, then they are there once", async () => {
	const first = Array.from({ length: MAX_PAGE }, (_, at) => ({ id: `id-${at}` }));
	const found = await readAll(async ({ skip }) => (skip === 0 ? first : first.slice(-1)));

	expect(found).toEqual(first);
});
