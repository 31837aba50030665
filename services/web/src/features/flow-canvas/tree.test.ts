import { expect, test } from "vitest";
import { outlineOf } from "@/features/flow-canvas/TextOutline";
import { PRINTER } from "@/features/flow-canvas/test-kit";
import {
	applyEnhancement,
	diffTrees,
	type FlowNode,
	flatten,
	targetsOf,
	withRemoved,
} from "@/features/flow-canvas/tree";

const ids = (tree: FlowNode) => flatten(tree).map(({ id }) => id);
const without = (tree: FlowNode, id: string): FlowNode => ({
	...tree,
	options: (tree.options ?? []).filter((option) => option.next_node_id !== id),
	children: (tree.children ?? []).filter((child) => child.id !== id),
});

test("given a flow, when it is flattened, then each node is there once in the order written", () => {
	expect(ids(PRINTER)).toEqual(["root", "queue", "power"]);
	expect(targetsOf(PRINTER)).toEqual(["queue", "power"]);
});

test("given a flow and itself with other empties, when compared, then nothing changed", () => {
	const same = { ...PRINTER, title: null, help_text: "", children: [...(PRINTER.children ?? [])].reverse() };

	expect(diffTrees(PRINTER, same)).toEqual({ added: new Set(), changed: new Set(), removed: new Set() });
});

test("given a node that went and an answer with it, when drawn with what is gone, then both are there again", () => {
	const after = without(PRINTER, "power");
	const changes = diffTrees(PRINTER, after);

	expect(changes.removed).toEqual(new Set(["power"]));
	expect(changes.changed).toEqual(new Set(["root"]));
	const shown = withRemoved(PRINTER, after);
	expect(ids(shown)).toEqual(["root", "queue", "power"]);
	expect(targetsOf(shown)).toEqual(["queue", "power"]);
	expect(diffTrees(after, PRINTER).added).toEqual(new Set(["power"]));
});

test("given an enhancement, when it is applied, then its branch hangs at its answer and says nothing of the place", () => {
	const option = { id: "o3", label: "Only in black", next_node_id: "ink" };
	const ink = { id: "ink", type: "solution", title: "No ink", attach_after_node_id: "root" } as FlowNode;
	const { tree, added, changed } = applyEnhancement(PRINTER, {
		new_nodes: [ink],
		modified_options: [{ node_id: "root", add_option: option }],
	});

	expect(targetsOf(tree)).toEqual(["queue", "power", "ink"]);
	expect(flatten(tree).at(-1)).toEqual({ id: "ink", type: "solution", title: "No ink" });
	expect([added, changed]).toEqual([new Set(["ink"]), new Set(["root"])]);
	expect(diffTrees(PRINTER, tree)).toEqual({ added, changed, removed: new Set() });
});

test("given a flow that joins again, when it is told as a list, then each node is told once and the rest refers to it", () => {
	const lonely = { ...PRINTER, children: [...(PRINTER.children ?? []), { id: "x", type: "solution" } as FlowNode] };
	const { root, unreached } = outlineOf(lonely);

	expect(root.next.map(({ node, label }) => [label, node.id])).toEqual([
		["Yes", "queue"],
		["No", "power"],
	]);
	expect(root.next[1]?.next[0]).toMatchObject({ told: true, node: { id: "queue" } });
	expect(unreached.map(({ node }) => node.id)).toEqual(["x"]);
});
