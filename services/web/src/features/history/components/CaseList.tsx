import { useClientNames, useWindowList, WindowList } from "@/components/window-list";
import type { More } from "@/components/window-rows";
import type { CaseItem } from "@/features/history/api";
import { CaseRow, COLUMNS } from "@/features/history/components/CaseRow";
import type { Sort } from "@/features/history/filters";
import { useSelection } from "@/features/history/use-selection";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const ROW_PIXELS = 76;
const text = strings.history;

/** The cases; the selected one is kept in the address. */
export function CaseList(props: { items: readonly CaseItem[]; cases: More; now: Date; sort: Sort; fades: boolean }) {
	const { items, cases, now, sort, fades } = props;
	const selection = useSelection(items);
	const { id } = selection;
	const clients = useClientNames();
	const list = useWindowList({
		items,
		keyOf: (item) => item.id,
		rowPixels: ROW_PIXELS,
		more: cases,
		fades,
		selected: selection.index,
		onStep: (item) => selection.select(item.id),
	});
	useCommand("cases.next", () => list.step(1), { enabled: items.length > 0 });
	useCommand("cases.previous", () => list.step(-1), { enabled: items.length > 0 });
	useCommand("cases.open", () => id && selection.open(id), { enabled: id !== null && list.inside });
	useCommand("cases.unselect", () => selection.select(null), { enabled: id !== null });
	return (
		<div className="grid gap-2">
			<Columns sort={sort} />
			<WindowList of={list} label={text.list} total={cases.hasNextPage ? -1 : items.length}>
				{(item) => (
					<CaseRow
						item={item}
						client={clients.get(item.client_id ?? "")}
						now={now}
						sort={sort}
						selected={item.id === id}
						onOpen={selection.open}
					/>
				)}
			</WindowList>
		</div>
	);
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
