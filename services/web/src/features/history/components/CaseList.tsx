import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useReadAhead, useWindowRows } from "@/components/window-rows";
import type { CaseItem } from "@/features/history/api";
import { CaseRow, COLUMNS } from "@/features/history/components/CaseRow";
import type { Sort } from "@/features/history/filters";
import { type Selection, useSelection } from "@/features/history/use-selection";
import { allClientsQuery } from "@/lib/clients";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const ROW_PIXELS = 76;
const text = strings.history;

interface More {
	hasNextPage: boolean;
	isFetchingNextPage: boolean;
	isFetchNextPageError: boolean;
	fetchNextPage: () => unknown;
}

/** The cases, of which only those in view are drawn; more are read before the end is reached. */
export function CaseList(props: { items: readonly CaseItem[]; cases: More; now: Date; sort: Sort; fades: boolean }) {
	const { items, cases, now, sort } = props;
	const selection = useSelection(items);
	const { list, virtualizer, rows } = useWindowRows(items.length, (index) => items[index]?.id ?? index, ROW_PIXELS);
	const clients = useClientNames();
	useReadAhead(rows.at(-1)?.index ?? 0, items.length, cases, props.fades);
	const keys = useKeys(selection, items, virtualizer.scrollToIndex, list);
	return (
		<div className={cn("grid gap-2 transition-opacity", props.fades && "opacity-60")}>
			<Columns sort={sort} />
			<ul
				ref={list}
				aria-label={text.list}
				aria-busy={props.fades}
				className="relative"
				style={{ height: virtualizer.getTotalSize() }}
				{...keys}
			>
				{rows.map(({ index, start, key }) => {
					const item = items[index];
					if (!item) return null;
					return (
						<li
							key={key}
							ref={virtualizer.measureElement}
							data-index={index}
							aria-setsize={cases.hasNextPage ? -1 : items.length}
							aria-posinset={index + 1}
							className="absolute inset-x-0 top-0 pb-2"
							style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
						>
							<CaseRow
								item={item}
								client={clients.get(item.client_id ?? "")}
								now={now}
								sort={sort}
								selected={item.id === selection.id}
								onOpen={selection.open}
							/>
						</li>
					);
				})}
			</ul>
			<p role="status" className="py-2 text-center text-muted-foreground text-sm">
				{cases.isFetchingNextPage ? text.loadingMore : !cases.hasNextPage && items.length > 20 && text.end}
			</p>
		</div>
	);
}

/** j, k and the arrows move the selection and with it the focus, so that Enter opens it and it is read out. */
function useKeys(
	selection: Selection,
	items: readonly CaseItem[],
	scrollTo: (index: number) => void,
	list: { current: HTMLUListElement | null },
) {
	const [inside, setInside] = useState(false);
	const wanted = useRef(selection.id);
	const { id, index } = selection;
	const step = (by: number) => {
		const next = items[index < 0 ? 0 : Math.min(items.length - 1, Math.max(0, index + by))];
		if (!next) return;
		wanted.current = next.id;
		scrollTo(items.indexOf(next));
		selection.select(next.id);
	};
	useEffect(() => {
		if (wanted.current === null) return;
		const frame = requestAnimationFrame(() => {
			const link = list.current?.querySelector<HTMLElement>(`[data-case="${wanted.current}"]`);
			if (!link) return; // not drawn yet: the next rendering has it
			wanted.current = null;
			link.focus({ preventScroll: true });
		});
		return () => cancelAnimationFrame(frame);
	});
	useCommand("cases.next", () => step(1), { enabled: items.length > 0 });
	useCommand("cases.previous", () => step(-1), { enabled: items.length > 0 });
	useCommand("cases.open", () => id && selection.open(id), { enabled: id !== null && inside });
	useCommand("cases.unselect", () => selection.select(null), { enabled: id !== null });
	return {
		onFocus: () => setInside(true),
		onBlur: () => setInside(false),
		onKeyDown: (event: KeyboardEvent) => {
			const by = { ArrowDown: 1, ArrowUp: -1, Home: -items.length, End: items.length }[event.key];
			if (by === undefined) return;
			event.preventDefault();
			step(by);
		},
	};
}

function useClientNames(): ReadonlyMap<string, string> {
	const { data } = useQuery(allClientsQuery);
	return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}

function Columns({ sort }: { sort: Sort }) {
	return (
		<div
			aria-hidden="true"
			className={cn("hidden px-5 font-medium text-muted-foreground text-xs uppercase tracking-wide lg:grid", COLUMNS)}
		>
			<span>{text.columnCase}</span>
			<span className="hidden 2xl:block">{text.columnClient}</span>
			<span>{text.columnStatus}</span>
			<span>{text.columnConfidence}</span>
			<span>{text.columnSteps}</span>
			<span className="text-right">{text.columnTime[sort]}</span>
		</div>
	);
}
