import { Graph, layout } from "@dagrejs/dagre";
import { type FlowNode, flatten, headOf } from "@/features/flow-canvas/tree";

export const NODE_WIDTH = 256;
export const HEADER = 30;
export const HEAD_LINE = 18;
export const OPTION_ROW = 25;
const PADDING = 12;
const CHARS_A_LINE = 33;
const HEAD_LINES = 3;

/** A node and where it stands; pixels of the canvas, of its upper left corner. */
export interface Placed {
	readonly node: FlowNode;
	readonly x: number;
	readonly y: number;
	readonly height: number;
	readonly lines: number;
}

/** A way from a node, by its option `option` (null for an action), to another one. */
export interface Way {
	readonly id: string;
	readonly from: string;
	readonly to: string;
	readonly option: number | null;
	readonly label: string;
}

export interface Plan {
	readonly placed: readonly Placed[];
	readonly ways: readonly Way[];
}

type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/** How many lines the first words of a node take. */
export function linesOf(node: FlowNode): number {
	return Math.min(HEAD_LINES, Math.max(1, Math.ceil(headOf(node).length / CHARS_A_LINE)));
}

function heightOf(node: FlowNode): number {
	const options = node.type === "decision" ? (node.options?.length ?? 0) : 0;
	return HEADER + linesOf(node) * HEAD_LINE + PADDING + options * OPTION_ROW;
}

/** The ways of a flow; those to nowhere are left out. Of nodes with the same id the first counts. */
export function waysOf(tree: FlowNode): readonly Way[] {
	const nodes = uniqueNodes(tree);
	return [...nodes.values()].flatMap((node) =>
		node.type === "decision"
			? (node.options ?? []).flatMap((option, at) => way(nodes, node, option.next_node_id, at, option.label ?? ""))
			: way(nodes, node, node.next_node_id, null, ""),
	);
}

function way(
	nodes: ReadonlyMap<string, FlowNode>,
	{ id: from }: FlowNode,
	to: string | null | undefined,
	option: number | null,
	label: string,
): Way[] {
	return to && nodes.has(to) ? [{ id: `${from}/${option ?? "next"}`, from, to, option, label }] : [];
}

/**
 * Where every node stands: from left to right as the flow goes, answers in their order. One way to each node is laid
 * out, so that none of these crosses another; those that join it besides move nothing.
 */
export function planOf(tree: FlowNode): Plan {
	const nodes = uniqueNodes(tree);
	const ways = waysOf(tree);
	const graph = new Graph();
	graph.setGraph({ rankdir: "LR", nodesep: 18, ranksep: 72, marginx: 8, marginy: 8 });
	for (const [id, node] of nodes) graph.setNode(id, { width: NODE_WIDTH, height: heightOf(node) });
	for (const { from, to } of spanOf(nodes, ways)) graph.setEdge(from, to, {});
	layout(graph, { disableOptimalOrderHeuristic: true });
	const placed = [...nodes.values()].map((node) => {
		const { x = 0, y = 0 } = graph.node(node.id) as { x?: number; y?: number };
		const height = heightOf(node);
		return { node, x: x - NODE_WIDTH / 2, y: y - height / 2, height, lines: linesOf(node) };
	});
	return { placed, ways };
}

/** Of the ways to each node the one that makes it stand furthest right: so every way but one back goes to the right. */
function spanOf(nodes: ReadonlyMap<string, FlowNode>, ways: readonly Way[]): readonly Way[] {
	const { order, onward } = sortedOut(nodes, ways);
	const ranks = new Map<string, number>();
	const chosen = new Map<string, Way>();
	for (const id of order)
		for (const one of onward.get(id) ?? []) {
			const rank = (ranks.get(id) ?? 0) + 1;
			if (rank <= (ranks.get(one.to) ?? 0)) continue;
			ranks.set(one.to, rank);
			chosen.set(one.to, one);
		}
	return ways.filter((one) => chosen.get(one.to) === one);
}

/** The nodes so that each comes before those it leads to, and the ways by their nodes but for those that go back. */
function sortedOut(nodes: ReadonlyMap<string, FlowNode>, ways: readonly Way[]) {
	const leaving = new Map<string, Way[]>();
	for (const one of ways) leaving.set(one.from, [...(leaving.get(one.from) ?? []), one]);
	const state = new Map<string, "open" | "done">();
	const order: string[] = [];
	const onward = new Map<string, readonly Way[]>();
	const visit = (id: string) => {
		state.set(id, "open");
		const forth = (leaving.get(id) ?? []).filter(({ to }) => {
			if (!state.has(to)) visit(to);
			return state.get(to) === "done";
		});
		onward.set(id, forth);
		state.set(id, "done");
		order.unshift(id);
	};
	for (const id of nodes.keys()) if (!state.has(id)) visit(id);
	return { order, onward };
}

/** What the layout depends on: as long as it is the same, so are the places. */
export function shapeOf(tree: FlowNode): string {
	const nodes = [...uniqueNodes(tree).values()].map((node) => [node.id, heightOf(node)]);
	return JSON.stringify([nodes, waysOf(tree).map(({ id, to }) => [id, to])]);
}

/** The node that an arrow leads to: along the ways to the right and left, else to the nearest one there. */
export function neighbour({ placed, ways }: Plan, id: string, arrow: Arrow): string | null {
	const here = placed.find(({ node }) => node.id === id);
	if (!here) return placed[0]?.node.id ?? null;
	const along = {
		ArrowRight: ways.find(({ from }) => from === id)?.to,
		ArrowLeft: ways.find(({ to }) => to === id)?.from,
		ArrowUp: undefined,
		ArrowDown: undefined,
	}[arrow];
	return along ?? nearest(placed, here, arrow);
}

function nearest(placed: readonly Placed[], here: Placed, arrow: Arrow): string | null {
	const sideways = arrow === "ArrowLeft" || arrow === "ArrowRight";
	const sign = arrow === "ArrowRight" || arrow === "ArrowDown" ? 1 : -1;
	const ranked = placed.flatMap((other) => {
		const [dx, dy] = [other.x - here.x, middle(other) - middle(here)];
		const [ahead, aside] = sideways ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
		return ahead > 1 ? [{ id: other.node.id, distance: ahead + 4 * aside }] : [];
	});
	return ranked.sort((a, b) => a.distance - b.distance)[0]?.id ?? null;
}

function middle({ y, height }: Placed): number {
	return y + height / 2;
}

function uniqueNodes(tree: FlowNode): ReadonlyMap<string, FlowNode> {
	const nodes = new Map<string, FlowNode>();
	for (const node of flatten(tree)) if (!nodes.has(node.id)) nodes.set(node.id, node);
	return nodes;
}
