import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { type CasePage, casesQuery, readPage } from "@/features/history/api";
import type { CasesQuery } from "@/features/history/filters";
import { type CaseList, pagesToRead, withPages } from "@/features/history/live-pages";
import { useLive } from "@/lib/live/react";

const GATHER_MS = 1000;
/** Above this it is cheaper to read the list as a whole. */
const MOST_READS = 6;
const MOST_ITEMS = 200;

/** Keeps the list as it is on the server: reads the pages that changes touch, while the tab is looked at. */
export function useLiveCases(query: CasesQuery): void {
	const client = useQueryClient();
	const changed = useRef(new Set<string>());
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const soon = () => {
		if (timer.current !== undefined || document.visibilityState === "hidden") return;
		timer.current = setTimeout(read, GATHER_MS);
	};
	const read = async () => {
		const gathered = changed.current;
		changed.current = new Set();
		try {
			await refresh(client, query, gathered);
		} finally {
			timer.current = undefined;
			if (changed.current.size > 0) soon();
		}
	};
	useLive((message) => {
		if (message.kind !== "change" || !message.change.session_id) return;
		changed.current.add(message.change.session_id);
		soon();
	});
	const latest = useRef(soon);
	useEffect(() => {
		latest.current = soon;
	});
	useEffect(() => {
		const look = () => changed.current.size > 0 && latest.current();
		document.addEventListener("visibilitychange", look);
		return () => {
			document.removeEventListener("visibilitychange", look);
			clearTimeout(timer.current);
			timer.current = undefined;
		};
	}, []);
}

async function refresh(client: QueryClient, query: CasesQuery, changed: ReadonlySet<string>): Promise<void> {
	const { queryKey } = casesQuery(query);
	const list = client.getQueryData<CaseList>(queryKey);
	if (!list) return;
	const reads = pagesToRead(list, changed, query.sort ?? "newest");
	const isMuch = reads.length > MOST_READS || reads.some(({ limit }) => limit > MOST_ITEMS);
	if (isMuch || client.isFetching({ queryKey }) > 0) return client.invalidateQueries({ queryKey });
	const pages = await Promise.all(
		reads.map(
			async ({ page, limit }): Promise<[number, CasePage]> => [
				page,
				await readPage(query, list.pageParams[page] ?? null, limit),
			],
		),
	).catch(() => null);
	if (!pages) return client.invalidateQueries({ queryKey }); // the query itself says what is wrong
	client.setQueryData<CaseList>(queryKey, (now) => now && withPages(now, new Map(pages)));
}
