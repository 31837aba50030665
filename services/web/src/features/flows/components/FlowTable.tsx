import { useEffect, useState } from "react";
import { NextPage } from "@/components/next-page";
import { type More, useReadAhead, useWindowRows } from "@/components/window-rows";
import type { FlowItem } from "@/features/flows/api";
import { COLUMNS, FlowRow } from "@/features/flows/components/FlowRow";
import { flowStrings as text } from "@/features/flows/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";

const ROW_PIXELS = 76;

/** The flows, of which only those in view are drawn; more are read before the end is reached. */
export function FlowTable(props: { items: readonly FlowItem[]; flows: More; fades: boolean }) {
	const { items, flows } = props;
	const { list, virtualizer, rows } = useWindowRows(items.length, (index) => items[index]?.id ?? index, ROW_PIXELS);
	useReadAhead(rows.at(-1)?.index ?? 0, items.length, flows, props.fades);
	useKeys(items, virtualizer.scrollToIndex, list);
	return (
		<div className={cn("grid gap-2 transition-opacity", props.fades && "opacity-60")}>
			<Columns />
			<ul
				ref={list}
				aria-label={text.list}
				aria-busy={props.fades}
				className="relative"
				style={{ height: virtualizer.getTotalSize() }}
			>
				{rows.map(({ index, start, key }) => {
					const item = items[index];
					if (!item) return null;
					return (
						<li
							key={key}
							ref={virtualizer.measureElement}
							data-index={index}
							aria-setsize={flows.hasNextPage ? -1 : items.length}
							aria-posinset={index + 1}
							className="absolute inset-x-0 top-0 pb-2"
							style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
						>
							<FlowRow item={item} />
						</li>
					);
				})}
			</ul>
			<NextPage more={flows} />
		</div>
	);
}

/** j and k go from one flow to the next, also to those that are not drawn yet; Enter follows the link in focus. */
function useKeys(
	items: readonly FlowItem[],
	scrollTo: (index: number) => void,
	list: { readonly current: HTMLUListElement | null },
): void {
	const [wanted, setWanted] = useState<string | null>(null);
	const rowOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`);
	const step = (by: number) => {
		const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.row : undefined;
		const at = items.findIndex(({ id }) => id === (wanted ?? focused));
		const to = at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by));
		const next = items[to];
		if (!next) return;
		scrollTo(to);
		const row = rowOf(next.id);
		row?.focus({ preventScroll: true }); // now, so that an Enter behind the j finds it
		setWanted(row ? null : next.id);
	};
	useEffect(() => {
		if (wanted === null) return;
		const frame = requestAnimationFrame(() => {
			const row = rowOf(wanted);
			if (!row) return; // not drawn yet: the next rendering has it
			row.focus({ preventScroll: true });
			setWanted(null);
		});
		return () => cancelAnimationFrame(frame);
	});
	useCommand("flows.next", () => step(1), { enabled: items.length > 0 });
	useCommand("flows.previous", () => step(-1), { enabled: items.length > 0 });
}

function Columns() {
	const { name, state, success, matched, updated } = text.columns;
	return (
		<div
			aria-hidden="true"
			className={cn("hidden px-5 font-medium text-muted-foreground text-xs uppercase tracking-wide lg:grid", COLUMNS)}
		>
			<span>{name}</span>
			<span>{state}</span>
			<span>{success}</span>
			<span>{matched}</span>
			<span className="text-right">{updated}</span>
		</div>
	);
}
