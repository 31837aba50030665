import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { CasesQuery } from "@/features/history/filters";
import { answer, api, type Schema } from "@/lib/api";

export type CaseItem = Schema["CaseItem"];

/** A part of the list. `next` is the cursor of what follows, null at the end. */
export interface CasePage {
	items: readonly CaseItem[];
	next: string | null;
}

const PAGE_SIZE = 50;

/** The list, page by page. Its key is not one that the live feed reads anew as a whole: see `useLiveCases`. */
export function casesQuery(query: CasesQuery) {
	return infiniteQueryOptions({
		queryKey: ["case-list", query] as const,
		queryFn: ({ pageParam, signal }) => readPage(query, pageParam, PAGE_SIZE, signal),
		initialPageParam: null as string | null,
		getNextPageParam: ({ next }: CasePage) => next,
		placeholderData: keepPreviousData,
	});
}

export async function readPage(
	query: CasesQuery,
	cursor: string | null,
	limit: number,
	signal?: AbortSignal,
): Promise<CasePage> {
	const params = { query: { ...query, limit, ...(cursor && { cursor }) } };
	const call = api.GET("/api/v1/ai-sessions", { params, signal });
	const items = await answer(call);
	return { items, next: cursorIn((await call).response.headers.get("link")) };
}

/** The cursor in `<…?cursor=…>; rel="next"`. */
export function cursorIn(link: string | null): string | null {
	const address = link?.match(/<([^>]*)>;\s*rel="next"/)?.[1];
	return address === undefined ? null : new URL(address, window.location.origin).searchParams.get("cursor");
}
