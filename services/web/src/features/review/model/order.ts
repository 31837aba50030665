import { type FlowNode, flatten, targetsOf } from "@/features/flow-canvas/tree";

/** The nodes as they are walked from the root, each once; then those that no way leads to. */
export function inOrder(tree: FlowNode): readonly FlowNode[] {
	const nodes = new Map(flatten(tree).map((node) => [node.id, node]));
	const walked = new Map<string, FlowNode>();
	const waiting = [tree.id];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		const node = nodes.get(id);
		if (!node || walked.has(id)) continue;
		walked.set(id, node);
		waiting.push(...[...targetsOf(node)].reverse());
	}
	return [...walked.values(), ...[...nodes.values()].filter(({ id }) => !walked.has(id))];
}
