import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useReducer, useRef, useState } from "react";
import { NextPage } from "@/components/next-page";
import { type More, useReadAhead, useWindowRows } from "@/components/window-rows";
import { allClientsQuery } from "@/lib/clients";
import { strings } from "@/lib/strings";

/** Of a list that is shorter one sees that it ends. */
const LONG = 20;

/**
 * A long list in the window, of which only the rows in view are drawn; more are read before its end is reached. `step`
 * goes so many rows further, and the focus with it: to the first link there, so that Enter opens it and it is read out.
 */
export function useWindowList<T>(of: {
	items: readonly T[];
	keyOf: (item: T) => string;
	/** How high a row is, about. */
	rowPixels: number;
	more: More;
	/** What is shown is the answer to an earlier question. */
	fades: boolean;
	/** The place of the selected row, which has the focus at first; -1 where there is none. */
	selected: number;
	onStep?: (item: T) => void;
}) {
	const { items, more, fades } = of;
	const keyOf = (index: number) => (items[index] === undefined ? index : of.keyOf(items[index]));
	const { list, virtualizer, rows } = useWindowRows(items.length, keyOf, of.rowPixels);
	useReadAhead(rows.at(-1)?.index ?? 0, items.length, more, fades);
	const go = useRowFocus(list, of.selected);
	const [inside, setInside] = useState(false);
	const step = (by: number) => {
		const next = go(by, items.length);
		virtualizer.scrollToIndex(next);
		const item = items[next];
		if (item !== undefined) of.onStep?.(item);
	};
	return { items, more, fades, list, virtualizer, rows, step, inside, setInside };
}

/** Draws a long list; `children` draws what is in a row. */
export function WindowList<T>(props: {
	of: ReturnType<typeof useWindowList<T>>;
	label: string;
	/** How many there are; -1 where nobody knows. */
	total: number;
	children: (item: T) => ReactNode;
}) {
	const { items, more, fades, list, virtualizer, rows, step, setInside } = props.of;
	const onKeyDown = (event: KeyboardEvent) => {
		const by = { ArrowDown: 1, ArrowUp: -1, Home: -items.length, End: items.length }[event.key];
		if (by === undefined) return;
		event.preventDefault();
		step(by);
	};
	return (
		<div aria-busy={fades} className="grid gap-2 transition-opacity aria-busy:opacity-60">
			<ul
				ref={list}
				aria-label={props.label}
				className="relative"
				style={{ height: virtualizer.getTotalSize() }}
				onKeyDown={onKeyDown}
				onFocus={() => setInside(true)}
				onBlur={() => setInside(false)}
			>
				{rows.map(({ index, start, key }) => {
					const item = items[index];
					if (item === undefined) return null;
					return (
						<li
							key={key}
							ref={virtualizer.measureElement}
							data-index={index}
							aria-setsize={props.total}
							aria-posinset={index + 1}
							className="absolute inset-x-0 top-0 pb-2"
							style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
						>
							{props.children(item)}
						</li>
					);
				})}
			</ul>
			<NextPage more={more}>{!more.hasNextPage && items.length > LONG && strings.common.endOfList}</NextPage>
		</div>
	);
}

/** The link of the row at a place, where it is drawn. */
export function linkAt(list: HTMLElement | null, index: number): HTMLElement | null {
	return list?.querySelector<HTMLElement>(`[data-index="${index}"] a`) ?? null;
}

/** From where the focus is, or is to be, so many further: the row there gets it as soon as it is drawn. Says which. */
function useRowFocus(list: { current: HTMLElement | null }, selected: number) {
	const wanted = useRef(selected < 0 ? null : selected);
	const [, drawAgain] = useReducer((times: number) => times + 1, 0);
	useEffect(() => {
		if (wanted.current === null) return;
		const frame = requestAnimationFrame(() => {
			const link = wanted.current === null ? null : linkAt(list.current, wanted.current);
			if (!link) return; // not drawn yet: the next rendering has it
			wanted.current = null;
			link.focus({ preventScroll: true });
		});
		return () => cancelAnimationFrame(frame);
	});
	return (by: number, count: number): number => {
		const focused = document.activeElement?.closest("[data-index]")?.getAttribute("data-index");
		const here = wanted.current ?? Number(focused ?? selected);
		const next = here < 0 ? 0 : Math.min(count - 1, Math.max(0, here + by));
		const link = linkAt(list.current, next);
		link?.focus({ preventScroll: true });
		wanted.current = link ? null : next;
		if (!link) drawAgain();
		return next;
	};
}

/** What client companies are called, by id. */
export function useClientNames(): ReadonlyMap<string, string> {
	const { data } = useQuery(allClientsQuery);
	return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}
