import { expect, test } from "vitest";
import { NODE_WIDTH, neighbour, planOf, shapeOf, waysOf } from "@/features/flow-canvas/layout";
import { PRINTER } from "@/features/flow-canvas/test-kit";
import type { FlowNode } from "@/features/flow-canvas/tree";

const circle: FlowNode = {
	...PRINTER,
	children: [
		{ id: "queue", type: "solution", title: "The queue was stuck" },
		{ id: "power", type: "action", title: "Switch it off and on", next_node_id: "root" },
	],
};

test.each([
	["one that joins again", PRINTER],
	["one that goes round", circle],
])("given %s, when it is laid out, then every node has a place and none lies on another", (_, tree) => {
	const { placed } = planOf(tree);

	expect(placed.map(({ node }) => node.id)).toEqual(["root", "queue", "power"]);
	for (const one of placed)
		for (const other of placed)
			if (one !== other) {
				const apart = Math.abs(one.x - other.x) >= NODE_WIDTH;
				expect(apart || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
			}
});

test("given ways to nowhere and ids that are there twice, when it is laid out, then it is drawn all the same", () => {
	const twice: FlowNode = { ...PRINTER, options: [{ label: "?", next_node_id: "gone" }], children: [PRINTER] };

	expect(waysOf(twice).map(({ id }) => id)).toEqual(["power/next"]);
	expect(planOf(twice).placed).toHaveLength(3);
});

test("given a laid out flow, when arrows are pressed, then they go along the ways and between neighbours", () => {
	const plan = planOf(PRINTER);
	const power = neighbour(plan, "root", "ArrowRight");

	expect(power).toBe("queue");
	expect(neighbour(plan, "power", "ArrowLeft")).toBe("root");
	expect(neighbour(plan, "queue", "ArrowRight")).toBeNull();
	expect(neighbour(plan, "nothing", "ArrowDown")).toBe("root");
});

test("given a letter more in a line, when the shape is asked, then it is the same; with a node more it is not", () => {
	expect(shapeOf({ ...PRINTER, question: "Does the printer print a test page??" })).toBe(shapeOf(PRINTER));
	expect(shapeOf({ ...PRINTER, children: [...(PRINTER.children ?? []), { id: "x", type: "action" }] })).not.toBe(
		shapeOf(PRINTER),
	);
});

test("given a flow of 300 nodes, when it is laid out, then it takes less than a second", () => {
	const children = Array.from({ length: 299 }, (_, at) => ({
		id: `n${at}`,
		type: "decision" as const,
		question: `Question ${at}?`,
		options: [1, 2, 3].map((by) => ({ label: `${by}`, next_node_id: `n${at * 3 + by + 2}` })),
	}));
	const options = [0, 1, 2].map((at) => ({ label: `${at}`, next_node_id: `n${at}` }));
	const begun = performance.now();
	const { placed } = planOf({ id: "root", type: "decision", question: "?", options, children });

	expect(placed).toHaveLength(300);
	expect(performance.now() - begun).toBeLessThan(1000);
});
