import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useReadAhead, useWindowRows } from "@/components/window-rows";
import type { CountedSession } from "@/features/analytics/api";
import { BehindRow } from "@/features/analytics/components/BehindRow";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { allClientsQuery } from "@/lib/clients";
import { useCommand } from "@/lib/commands/react";

const ROW_PIXELS = 76;

interface More {
	hasNextPage: boolean;
	isFetchingNextPage: boolean;
	isFetchNextPageError: boolean;
	isPlaceholderData: boolean;
	fetchNextPage: () => unknown;
}

/** The sessions, of which only those in view are drawn; more are read before the end is reached. */
export function BehindList(props: {
	items: readonly CountedSession[];
	total: number;
	more: More;
	/** The one that was opened, for who comes back. */
	selected: string | undefined;
}) {
	const { items, total, more, selected } = props;
	const open = useOpen();
	const { list, virtualizer, rows } = useWindowRows(
		items.length,
		(index) => `${items[index]?.id} ${items[index]?.push_id ?? ""}`,
		ROW_PIXELS,
	);
	const clients = useClientNames();
	useReadAhead(rows.at(-1)?.index ?? 0, items.length, more, more.isPlaceholderData);
	const onKeyDown = useRowKeys(
		list,
		items.length,
		items.findIndex(({ id }) => id === selected),
		virtualizer.scrollToIndex,
	);
	return (
		<div aria-busy={more.isPlaceholderData} className="grid gap-2 transition-opacity aria-busy:opacity-60">
			<ul
				ref={list}
				aria-label={text.behindList}
				className="relative"
				style={{ height: virtualizer.getTotalSize() }}
				onKeyDown={onKeyDown}
			>
				{rows.map(({ index, start, key }) => {
					const item = items[index];
					if (!item) return null;
					return (
						<li
							key={key}
							ref={virtualizer.measureElement}
							data-index={index}
							aria-setsize={total}
							aria-posinset={index + 1}
							className="absolute inset-x-0 top-0 pb-2"
							style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
						>
							<BehindRow
								item={item}
								client={clients.get(item.client_id ?? "")}
								selected={item.id === selected}
								onOpen={open}
							/>
						</li>
					);
				})}
			</ul>
			<p role="status" className="py-2 text-center text-muted-foreground text-sm">
				{more.isFetchingNextPage ? text.loadingMore : !more.hasNextPage && items.length > 20 && text.behindEnd}
			</p>
		</div>
	);
}

/** j, k and the arrows go from one session to the next; Enter opens it, being a link. */
function useRowKeys(
	list: { current: HTMLElement | null },
	count: number,
	selected: number,
	scrollTo: (index: number) => void,
) {
	const wanted = useRef<number | null>(selected < 0 ? null : selected);
	const [, drawAgain] = useState(0);
	const linkAt = (index: number) => list.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
	const go = (by: number) => {
		const here = Number(document.activeElement?.closest("[data-index]")?.getAttribute("data-index") ?? selected);
		wanted.current = here < 0 ? 0 : Math.min(count - 1, Math.max(0, here + by));
		scrollTo(wanted.current);
		drawAgain((times) => times + 1);
	};
	useEffect(() => {
		if (wanted.current === null) return;
		const frame = requestAnimationFrame(() => {
			const link = wanted.current === null ? null : linkAt(wanted.current);
			if (!link) return; // not drawn yet: the next rendering has it
			wanted.current = null;
			link.focus({ preventScroll: true });
		});
		return () => cancelAnimationFrame(frame);
	});
	useCommand("cases.next", () => go(1), { enabled: count > 0 });
	useCommand("cases.previous", () => go(-1), { enabled: count > 0 });
	return (event: KeyboardEvent) => {
		const by = { ArrowDown: 1, ArrowUp: -1, Home: -count, End: count }[event.key];
		if (by === undefined) return;
		event.preventDefault();
		go(by);
	};
}

/** Opens a case, and keeps in the address which: Back finds it again. */
function useOpen(): (id: string) => void {
	const navigate = useNavigate();
	return async (id) => {
		const search = (now: object) => ({ ...now, selected: id });
		await navigate({ to: "/analytics/sessions", search, replace: true, resetScroll: false });
		await navigate({ to: "/pilot/$sessionId", params: { sessionId: id } });
	};
}

function useClientNames(): ReadonlyMap<string, string> {
	const { data } = useQuery(allClientsQuery);
	return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}
