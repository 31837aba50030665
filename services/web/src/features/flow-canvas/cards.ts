import { type Edge, Position } from "@xyflow/react";
import { HEAD_LINE, HEADER, NODE_WIDTH, OPTION_ROW, type Placed, type Plan } from "@/features/flow-canvas/layout";
import { type Change, changeOf } from "@/features/flow-canvas/looks";
import type { CardData, CardNode } from "@/features/flow-canvas/NodeCard";
import { canvasStrings as text } from "@/features/flow-canvas/strings";
import { type Changes, type FlowNode, headOf } from "@/features/flow-canvas/tree";

/** What is shown beside the flow itself. */
export interface Marks {
	changes: Changes;
	faulty: ReadonlyMap<string, number>;
	current: string | null;
	chosen: string | null;
	connectable: boolean;
}

const HEAD_GAP = 6;

/** The nodes as the canvas draws them; one that shows what it showed in `before` is the same object. */
export function cardsOf(
	placed: readonly Placed[],
	texts: ReadonlyMap<string, FlowNode>,
	marks: Marks,
	prefix: string,
	before: ReadonlyMap<string, CardNode>,
): CardNode[] {
	return placed.map((one) => {
		const card = cardOf(one, texts.get(one.node.id) ?? one.node, marks, prefix);
		const old = before.get(card.id);
		return old && sameCard(old, card) ? old : card;
	});
}

function cardOf(placed: Placed, node: FlowNode, marks: Marks, prefix: string): CardNode {
	const { x, y, height, lines } = placed;
	const { id } = node;
	return {
		id,
		type: "card",
		position: { x, y },
		width: NODE_WIDTH,
		height,
		measured: { width: NODE_WIDTH, height },
		handles: handlesOf(placed),
		domAttributes: { "aria-roledescription": undefined },
		data: {
			domId: `${prefix}-${id}`,
			node,
			lines,
			change: changeOf(marks.changes, id),
			faults: marks.faulty.get(id) ?? 0,
			current: marks.current === id,
			chosen: marks.chosen === id,
			connectable: marks.connectable,
		},
	};
}

function sameCard(a: CardNode, b: CardNode): boolean {
	const samePlace = a.position.x === b.position.x && a.position.y === b.position.y && a.height === b.height;
	const names = Object.keys(b.data) as (keyof CardData)[];
	return samePlace && names.every((name) => a.data[name] === b.data[name]);
}

/** Where ways end and begin, so that they are drawn too where their node is out of sight. */
function handlesOf({ node, height, lines }: Placed): CardNode["handles"] {
	const dot = { width: 1, height: 1 };
	const end = { ...dot, type: "target" as const, position: Position.Left, x: 0, y: height / 2 };
	const first = HEADER + lines * HEAD_LINE + HEAD_GAP + OPTION_ROW / 2;
	const options = node.type === "decision" ? (node.options ?? []) : [];
	const begins = options.map((_, at) => ({ id: String(at), y: first + at * OPTION_ROW }));
	if (node.type === "action") begins.push({ id: "next", y: height / 2 });
	return [
		end,
		...begins.map((begin) => ({ ...dot, ...begin, type: "source" as const, position: Position.Right, x: NODE_WIDTH })),
	];
}

const STROKES: Readonly<Record<Change, string>> = {
	added: "var(--success)",
	changed: "var(--input)",
	removed: "var(--danger)",
};

/** The ways as the canvas draws them: those of the chosen node stand out. */
export function edgesOf({ ways, placed }: Plan, { changes, chosen }: Marks): Edge[] {
	const heads = new Map(placed.map(({ node }) => [node.id, headOf(node)]));
	return ways.map(({ id, from, to, option, label }) => {
		const change = changeOf(changes, to);
		const near = chosen === from || chosen === to;
		return {
			id,
			source: from,
			target: to,
			sourceHandle: option === null ? "next" : String(option),
			ariaLabel: text.way(label, heads.get(from) ?? "", heads.get(to) ?? ""),
			style: {
				stroke: near ? "var(--primary)" : STROKES[change ?? "changed"],
				strokeWidth: near ? 2.5 : 1.5,
				...(change === "removed" && { strokeDasharray: "6 5" }),
			},
		};
	});
}
