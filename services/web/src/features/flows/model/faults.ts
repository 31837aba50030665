import type { FlowNode } from "@/features/flow-canvas/tree";
import type { Fault } from "@/features/flows/api";
import type { Content } from "@/features/flows/model/content";
import { nodeAt } from "@/features/flows/model/edit";

/** A fault and the node that it is about; null where it is about the flow's own words. */
export interface Placed {
	readonly fault: Fault;
	readonly nodeId: string | null;
}

/** Each fault at its node. Where a shape is wrong the server names a path (`tree_structure.children.3.title`). */
export function placeFaults(tree: FlowNode, faults: readonly Fault[]): readonly Placed[] {
	return faults.map((fault) => ({ fault, nodeId: nodeAt(tree, fault.node_id)?.id ?? nodeOfPath(tree, fault.node_id) }));
}

function nodeOfPath(tree: FlowNode, path: string): string | null {
	const [first, second, index] = path.split(".");
	if (first !== "tree_structure") return null;
	return second === "children" ? (tree.children?.[Number(index)]?.id ?? tree.id) : tree.id;
}

/** Which of the flow's own words a fault is about, by its name. */
export function wordOf({ fault }: Placed): string {
	return fault.node_id.split(".")[0] ?? "";
}

/** What is wrong with one of the flow's own words. */
export function faultOf(placed: readonly Placed[], name: keyof Content): string | undefined {
	return placed.find((one) => one.nodeId === null && wordOf(one) === name)?.fault.detail;
}

/** How many faults each node has. */
export function countByNode(placed: readonly Placed[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { nodeId } of placed) if (nodeId !== null) counts.set(nodeId, (counts.get(nodeId) ?? 0) + 1);
	return counts;
}

/** The place of the next fault after `at` (-1: none yet), round and round. */
export function nextOf(count: number, at: number, by: 1 | -1): number {
	if (count === 0) return -1;
	if (at < 0) return by > 0 ? 0 : count - 1;
	return (at + by + count) % count;
}
