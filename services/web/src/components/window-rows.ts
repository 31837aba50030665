import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";

const AHEAD = 12;

/** What there is beyond what was read, as a query by pages says it. */
export interface More {
	hasNextPage: boolean;
	isFetchingNextPage: boolean;
	isFetchNextPageError: boolean;
	error: unknown;
	fetchNextPage: () => unknown;
}

/**
 * A long list in the window, of which only the rows in view are drawn: `keyOf` names the row at a place, `rowPixels` is how
 * high one is about.
 */
export function useWindowRows(count: number, keyOf: (index: number) => string | number, rowPixels: number) {
	const list = useRef<HTMLUListElement>(null);
	const [scrollMargin, setScrollMargin] = useState(0);
	// The list begins where the filters end, and they wrap.
	useEffect(() => {
		const measure = () => setScrollMargin((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
		const observer = new ResizeObserver(measure);
		observer.observe(document.body);
		measure();
		return () => observer.disconnect();
	}, []);
	const virtualizer = useWindowVirtualizer({
		count,
		estimateSize: () => rowPixels,
		getItemKey: keyOf,
		overscan: 8,
		scrollMargin,
		scrollPaddingStart: 72,
		scrollPaddingEnd: 16,
	});
	return { list, virtualizer, rows: virtualizer.getVirtualItems() };
}

/** Reads the next page before the end of the `count` rows is reached; not while the list fades, and not after a failure. */
export function useReadAhead(last: number, count: number, more: More, fades: boolean): void {
	const wantsMore = last + AHEAD >= count && more.hasNextPage;
	const mayFetch = !more.isFetchingNextPage && !more.isFetchNextPageError && !fades;
	const { fetchNextPage } = more;
	useEffect(() => {
		if (wantsMore && mayFetch) void fetchNextPage();
	}, [wantsMore, mayFetch, fetchNextPage]);
}
