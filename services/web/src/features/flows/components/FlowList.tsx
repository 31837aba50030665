import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { TYPE_ICONS, TYPE_TONES } from "@/features/flow-canvas/looks";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { type Entry, outlineOf } from "@/features/flow-canvas/TextOutline";
import { type FlowNode, headOf } from "@/features/flow-canvas/tree";
import { flowStrings as text } from "@/features/flows/strings";
import { cn } from "@/lib/cn";

interface Shown {
	byNode: ReadonlyMap<string, number>;
	chosen: string | null;
	current: string | null;
	/** The one row that Tab reaches; the arrow keys reach the others. */
	reachable: string;
	onSelect: (id: string) => void;
	onOpen: (id: string) => void;
}

/** The flow as a list, each node below the answer that leads to it: for small screens, and to be read out. */
export function FlowList(
	props: Omit<Shown, "reachable" | "onSelect"> & { tree: FlowNode; onSelect: (id: string | null) => void },
) {
	const { tree, chosen } = props;
	const list = useRef<HTMLDivElement>(null);
	const { root, unreached } = useMemo(() => outlineOf(tree), [tree]);
	const shown = { ...props, reachable: chosen ?? tree.id };
	useEffect(() => {
		const row = chosen && list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(chosen)}"]`);
		if (row) row.scrollIntoView({ block: "nearest" });
	}, [chosen]);
	const move = (event: KeyboardEvent<HTMLDivElement>) => {
		const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
		const at = rows.indexOf(event.target as HTMLElement);
		const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
		const next = to === undefined || at < 0 ? undefined : rows[Math.min(Math.max(to, 0), rows.length - 1)];
		if (!next) return;
		event.preventDefault();
		next.focus();
		props.onSelect(next.dataset.row ?? null);
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the rows inside
		<div ref={list} onKeyDown={move} className="glass max-h-[70vh] overflow-y-auto p-3 lg:max-h-[calc(100dvh-17rem)]">
			<ul aria-label={text.treeLabel(headOf(tree))}>
				<Item entry={root} shown={shown} />
			</ul>
			{unreached.length > 0 && (
				<>
					<h3 className="mt-4 mb-1 px-2 font-medium text-sm text-warning">{text.unreachedTitle}</h3>
					<ul>
						{unreached.map((entry) => (
							<Item key={entry.node.id} entry={entry} shown={shown} />
						))}
					</ul>
				</>
			)}
		</div>
	);
}

function Item({ entry, shown }: { entry: Entry; shown: Shown }) {
	const { node, label, told, next } = entry;
	return (
		<li>
			{label && <p className="px-2 pt-1.5 text-muted-foreground text-xs">{label}</p>}
			{told ? (
				<button
					type="button"
					tabIndex={-1}
					className="px-2 py-1 text-left text-muted-foreground text-sm hover:text-foreground"
					onClick={() => shown.onSelect(node.id)}
				>
					{canvasStrings.toldAbove(headOf(node) || canvasStrings.untitled[node.type])}
				</button>
			) : (
				<Row node={node} shown={shown} />
			)}
			{next.length > 0 && (
				<ul className="ml-3 border-border border-l pl-2">
					{next.map((one, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place
						<Item key={at} entry={one} shown={shown} />
					))}
				</ul>
			)}
		</li>
	);
}

function Row({ node, shown }: { node: FlowNode; shown: Shown }) {
	const Icon = TYPE_ICONS[node.type];
	const head = headOf(node);
	const faults = shown.byNode.get(node.id) ?? 0;
	const isCurrent = shown.current === node.id;
	return (
		<button
			type="button"
			data-row={node.id}
			tabIndex={shown.reachable === node.id ? 0 : -1}
			aria-current={shown.chosen === node.id ? "true" : undefined}
			className={cn(
				"flex w-full items-start gap-2 rounded-lg px-2 py-1.5 text-left text-sm hover:bg-accent aria-[current=true]:bg-primary/15",
				isCurrent && "outline-2 outline-primary",
			)}
			onClick={() => shown.onSelect(node.id)}
			onDoubleClick={() => shown.onOpen(node.id)}
			onKeyDown={(event) => {
				if (event.key !== "Enter") return;
				event.preventDefault();
				shown.onOpen(node.id);
			}}
		>
			<Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", TYPE_TONES[node.type])} />
			<span className="sr-only">{canvasStrings.types[node.type]}: </span>
			<span className={cn("min-w-0 break-words", !head && "text-muted-foreground italic")}>
				{head || canvasStrings.untitled[node.type]}
			</span>
			{isCurrent && <span className="ml-auto shrink-0 text-primary text-xs">{canvasStrings.current}</span>}
			{faults > 0 && (
				<span className="ml-auto flex shrink-0 items-center gap-1 text-danger text-xs">
					<TriangleAlert aria-hidden="true" className="size-3.5" />
					{canvasStrings.faults(faults)}
				</span>
			)}
		</button>
	);
}
