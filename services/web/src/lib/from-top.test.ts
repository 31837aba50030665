import { InfiniteQueryObserver, infiniteQueryOptions, QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fromTop, watchTops } from "@/lib/from-top";

const KEY = ["list"];
let stop = () => {};

beforeEach(() => scrollTo(0));
afterEach(() => {
	stop();
	scrollTo(0);
});

function scrollTo(y: number): void {
	vi.stubGlobal("scrollY", y);
	window.dispatchEvent(new Event("scroll"));
}

/** A list of which somebody read three pages, and from where on each was read. */
async function given() {
	const reads: number[] = [];
	const client = new QueryClient();
	const options = infiniteQueryOptions({
		queryKey: KEY,
		queryFn: async ({ pageParam }) => {
			reads.push(pageParam);
			return [pageParam, pageParam + 1];
		},
		initialPageParam: 0,
		getNextPageParam: (_, pages) => pages.flat().length,
		staleTime: 60_000,
		...fromTop,
	});
	const list = new InfiniteQueryObserver(client, options);
	const leave = list.subscribe(() => undefined);
	await vi.waitFor(() => expect(list.getCurrentResult().isSuccess).toBe(true));
	await list.fetchNextPage();
	await list.fetchNextPage();
	expect(reads.splice(0)).toEqual([0, 2, 4]);
	stop = watchTops(client);
	return { client, list, leave, reads, options, shown: () => list.getCurrentResult().data?.pages };
}

test("given a list that was read far down, when its reader is at the top and it is old, then it begins anew there", async () => {
	const { client, reads, shown } = await given();

	await client.invalidateQueries({ queryKey: KEY });

	await vi.waitFor(() => expect(client.isFetching()).toBe(0));
	expect(reads).toEqual([0]);
	expect(shown()).toEqual([[0, 1]]);
	await client.invalidateQueries({ queryKey: KEY });
	expect(reads).toEqual([0, 0]);
});

test("given a reader far down, when the list is old, then it stays as it is until the reader is at the top", async () => {
	const { client, reads, shown } = await given();
	scrollTo(9000);
	await client.invalidateQueries({ queryKey: KEY });
	expect(reads).toEqual([]);
	expect(shown()).toHaveLength(3);

	scrollTo(100);

	await vi.waitFor(() => expect(reads).toEqual([0]));
	expect(shown()).toHaveLength(1);
});

test("given a list that became old while nobody looked, when somebody comes back to it, then they find all of it, read anew", async () => {
	const { client, leave, reads, options } = await given();
	leave();
	await client.invalidateQueries({ queryKey: KEY });
	expect(reads).toEqual([]);

	const again = new InfiniteQueryObserver(client, options);
	again.subscribe(() => undefined);

	await vi.waitFor(() => expect(reads).toEqual([0, 2, 4]));
	expect(again.getCurrentResult().data?.pages).toHaveLength(3);
});
