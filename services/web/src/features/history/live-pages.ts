import type { InfiniteData } from "@tanstack/react-query";
import type { CaseItem, CasePage } from "@/features/history/api";
import type { Sort } from "@/features/history/filters";

export type CaseList = InfiniteData<CasePage, string | null>;

/** What is to be read anew: a page, and how many items of it. */
interface PageRead {
	page: number;
	limit: number;
}

/**
 * What changes of `changed` cases make old in a list that is loaded: the pages that they are on, and the end where new
 * ones come in, with room for them, so that none falls between it and the next page.
 */
export function pagesToRead({ pages }: CaseList, changed: ReadonlySet<string>, sort: Sort): PageRead[] {
	const known = new Set<string>();
	const reads = new Map<number, number>();
	pages.forEach(({ items }, page) => {
		const here = items.filter(({ id }) => changed.has(id));
		for (const { id } of here) known.add(id);
		if (here.length > 0) reads.set(page, items.length);
	});
	const fresh = sort === "updated" ? changed.size : changed.size - known.size;
	const end = sort === "oldest" ? pages.length - 1 : 0;
	const isEndLoaded = end === 0 || pages[end]?.next === null;
	if (fresh > 0 && isEndLoaded) reads.set(end, (pages[end]?.items.length ?? 0) + fresh);
	return [...reads].map(([page, limit]) => ({ page, limit: Math.max(1, limit) }));
}

/** The list with pages that were read anew. */
export function withPages(list: CaseList, read: ReadonlyMap<number, CasePage>): CaseList {
	return { ...list, pages: list.pages.map((page, at) => read.get(at) ?? page) };
}

/** The items of all pages; what two pages have is there once, as its later revision. */
export function itemsOf(pages: readonly CasePage[]): CaseItem[] {
	const items = new Map<string, CaseItem>();
	for (const item of pages.flatMap((page) => page.items)) {
		const known = items.get(item.id);
		if (!known || known.revision < item.revision) items.set(item.id, item);
	}
	return [...items.values()];
}
