import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { TriangleAlert } from "lucide-react";
import { memo } from "react";
import { HEAD_LINE, HEADER, OPTION_ROW } from "@/features/flow-canvas/layout";
import { CHANGE_LOOKS, type Change, TYPE_ICONS, TYPE_TONES } from "@/features/flow-canvas/looks";
import { canvasStrings as text } from "@/features/flow-canvas/strings";
import { type FlowNode, GONE, headOf } from "@/features/flow-canvas/tree";
import { cn } from "@/lib/cn";

export type CardData = {
	domId: string;
	node: FlowNode;
	lines: number;
	change: Change | null;
	faults: number;
	/** Where somebody stands who walks the flow. */
	current: boolean;
	chosen: boolean;
	connectable: boolean;
};

export type CardNode = Node<CardData, "card">;

const BORDERS: Readonly<Record<Change, string>> = {
	added: "border-success",
	changed: "border-warning",
	removed: "border-danger border-dashed",
};

/** A node of a flow, drawn. Sizes are pixels of the canvas, not of the window. */
export const NodeCard = memo(function NodeCard({ data }: NodeProps<CardNode>) {
	const { node, change, chosen, current } = data;
	const head = headOf(node);
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset holds fields
		<div
			id={data.domId}
			role="group"
			aria-label={`${text.types[node.type]}: ${head || text.untitled[node.type]}`}
			className={cn(
				"h-full rounded-xl border-2 border-border bg-popover text-left text-popover-foreground shadow-sm",
				data.faults > 0 && "border-danger",
				change && BORDERS[change],
				current && "border-primary bg-linear-to-r from-primary/15 to-primary/15",
				chosen && "ring-3 ring-ring",
			)}
		>
			<Handle
				type="target"
				position={Position.Left}
				isConnectable={data.connectable}
				className="size-2! min-w-0! rounded-full! border-0! bg-input!"
			/>
			<Header {...data} />
			<p
				className={cn(
					"overflow-hidden px-3 font-medium text-[13px] [overflow-wrap:anywhere]",
					!head && "text-muted-foreground italic",
					change === "removed" && "line-through",
				)}
				style={{
					lineHeight: `${HEAD_LINE}px`,
					display: "-webkit-box",
					WebkitBoxOrient: "vertical",
					WebkitLineClamp: data.lines,
				}}
			>
				{head || text.untitled[node.type]}
			</p>
			{node.type === "decision" && (
				<ul className="mt-1.5">
					{(node.options ?? []).map((option, at) => (
						<li
							// biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place
							key={at}
							style={{ height: OPTION_ROW }}
							className="relative flex items-center border-border border-t px-3"
						>
							<span
								className={cn(
									"truncate text-[12px]",
									!option.label?.trim() && "text-muted-foreground italic",
									option[GONE] === true && "text-danger line-through",
								)}
							>
								{option.label?.trim() || text.noLabel}
							</span>
							<Way id={String(at)} connected={!!option.next_node_id} connectable={data.connectable} />
						</li>
					))}
				</ul>
			)}
			{node.type === "action" && <Way id="next" connected={!!node.next_node_id} connectable={data.connectable} />}
		</div>
	);
});

function Header({ node, change, faults, current }: CardData) {
	const Icon = TYPE_ICONS[node.type];
	const Mark = change && CHANGE_LOOKS[change].icon;
	return (
		<div className="flex items-center gap-1.5 px-3 text-[11px] text-muted-foreground" style={{ height: HEADER }}>
			<Icon aria-hidden="true" className={cn("size-3.5", TYPE_TONES[node.type])} />
			<span className="mr-auto">{text.types[node.type]}</span>
			{current && <span className="font-medium text-primary">{text.current}</span>}
			{faults > 0 && (
				<span className="flex items-center gap-1 font-medium text-danger">
					<TriangleAlert aria-hidden="true" className="size-3.5" />
					{text.faults(faults)}
				</span>
			)}
			{Mark && (
				<span className={cn("flex items-center gap-1 font-medium", CHANGE_LOOKS[change].ink)}>
					<Mark aria-hidden="true" className="size-3.5" />
					{text.changes[change]}
				</span>
			)}
		</div>
	);
}

/** Where a way leaves the node; hollow where it leads nowhere. */
function Way({ id, connected, connectable }: { id: string; connected: boolean; connectable: boolean }) {
	return (
		<Handle
			type="source"
			id={id}
			position={Position.Right}
			isConnectable={connectable}
			className={cn(
				"size-2.5! min-w-0! rounded-full! border-2! border-input!",
				connected ? "bg-input!" : "bg-popover!",
			)}
		/>
	);
}
