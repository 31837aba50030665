import type { InfiniteData, QueryClient } from "@tanstack/react-query";

interface Listed {
	state: { data: unknown; isInvalidated: boolean };
}

/** What a reader finds again whole who comes back; more of it would be too many requests. */
const MOST_PAGES = 10;

/**
 * Of a list by pages whose reader may go far down: what happens makes it old, and to read it anew takes a request for
 * each of its pages. Beyond its first page it is left as it was read until its reader is at its top, and then begins
 * anew there: `watchTops`.
 */
export const fromTop = {
	enabled: (query: Listed) => countPages(query) < 2,
	meta: { fromTop: true },
} as const;

/** Reads lists that are old anew from their tops, as soon as whoever looks at them is there. Returns how to stop that. */
export function watchTops(client: QueryClient): () => void {
	const cache = client.getQueryCache();
	const old = () =>
		cache.findAll({
			predicate: (query) => query.meta?.fromTop === true && query.state.isInvalidated && countPages(query) > 1,
		});
	const look = () => {
		if (document.visibilityState === "hidden" || window.scrollY > window.innerHeight) return;
		for (const query of old()) {
			if (query.getObserversCount() === 0) continue;
			const { queryKey } = query;
			client.setQueryData<InfiniteData<unknown>>(queryKey, (list) => list && firstOf(list));
			void client.invalidateQueries({ queryKey, exact: true });
		}
	};
	const ignore = cache.subscribe((event) => {
		if (event.type === "updated" && event.action.type === "invalidate") queueMicrotask(look);
		const { query } = event;
		const isBack = event.type === "observerAdded" && old().includes(query) && countPages(query) <= MOST_PAGES;
		if (isBack) void query.fetch().catch(() => undefined); // the query itself says what is wrong
	});
	window.addEventListener("scroll", look, { passive: true });
	document.addEventListener("visibilitychange", look);
	return () => {
		ignore();
		window.removeEventListener("scroll", look);
		document.removeEventListener("visibilitychange", look);
	};
}

function countPages({ state }: Listed): number {
	return (state.data as InfiniteData<unknown> | undefined)?.pages.length ?? 0;
}

function firstOf({ pages, pageParams }: InfiniteData<unknown>): InfiniteData<unknown> {
	return { pages: pages.slice(0, 1), pageParams: pageParams.slice(0, 1) };
}
