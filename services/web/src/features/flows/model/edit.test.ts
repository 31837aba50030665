import { expect, test } from "vitest";
import { PRINTER } from "@/features/flow-canvas/test-kit";
import { type FlowNode, flatten, targetsOf } from "@/features/flow-canvas/tree";
import {
	addNode,
	addOption,
	connect,
	firstTree,
	flat,
	hangingBelow,
	label,
	MAX_OPTIONS,
	moveOption,
	nodeAt,
	placeAfter,
	reached,
	remove,
	removeOption,
	retype,
	targetAt,
	write,
} from "@/features/flows/model/edit";

const ids = (tree: FlowNode) => flatten(tree).map(({ id }) => id);

/** The same numbers for the same seed. */
function makeRandom(seed: number) {
	let state = seed;
	return (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

type Edit = (tree: FlowNode, random: (below: number) => number) => FlowNode;

const somewhere = (tree: FlowNode, random: (below: number) => number) => {
	const nodes = flatten(tree);
	const node = nodes[random(nodes.length)] as FlowNode;
	const option = node.type === "decision" ? random(Math.max(1, node.options?.length ?? 0)) : null;
	return { id: node.id, option };
};
const TYPES = ["decision", "action", "solution"] as const;
const EDITS: readonly Edit[] = [
	(tree, random) => write(tree, somewhere(tree, random).id, "title", `words ${random(100)}`),
	(tree, random) => label(tree, somewhere(tree, random), `answer ${random(100)}`),
	(tree, random) => moveOption(tree, somewhere(tree, random), random(2) ? 1 : -1),
	(tree, random) => connect(tree, somewhere(tree, random), random(5) ? somewhere(tree, random).id : null),
	(tree, random) => retype(tree, somewhere(tree, random).id, TYPES[random(3)] ?? "action"),
	(tree, random) => remove(tree, somewhere(tree, random).id),
	(tree, random) => removeOption(tree, somewhere(tree, random)),
	(tree, random) => {
		const type = TYPES[random(3)] ?? "action";
		const place = placeAfter(tree, somewhere(tree, random).id, type);
		return place ? addNode(place.tree, type, place.place).tree : tree;
	},
	(tree, random) => addNode(tree, TYPES[random(3)] ?? "action", null).tree,
	(tree, random) => {
		const { id } = somewhere(tree, random);
		return nodeAt(tree, id)?.type === "decision" ? addOption(tree, id) : tree;
	},
];

test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
	"given edits without end (seed %i), when the flow is looked at after each, then ids are its own and no way leads to what is not there",
	(seed) => {
		const random = makeRandom(seed * 7919);
		let tree = flat(PRINTER);
		for (let at = 0; at < 150; at += 1) {
			const edit = EDITS[random(EDITS.length)] as Edit;
			const before = JSON.stringify(tree);
			const next = edit(tree, random);
			expect(JSON.stringify(tree)).toBe(before); // an edit makes a new flow
			tree = next;
			const all = ids(tree);
			expect(new Set(all).size).toBe(all.length);
			expect(
				flatten(tree)
					.flatMap(targetsOf)
					.filter((id) => !all.includes(id)),
			).toEqual([]);
			expect([tree.id, tree.type]).toEqual(["root", "decision"]);
		}
	},
);

test("given a new flow, when it is looked at, then it is a question with two answers that lead nowhere yet", () => {
	const tree = firstTree("Does it start?");

	expect(tree).toMatchObject({ id: "root", type: "decision", question: "Does it start?" });
	expect(tree.options?.map(({ next_node_id }) => next_node_id)).toEqual([null, null]);
});

test("given nodes nested in nodes, when the flow is made flat, then all stand below the root and lead where they led", () => {
	const nested: FlowNode = {
		...PRINTER,
		children: [{ ...(PRINTER.children?.[1] as FlowNode), children: [PRINTER.children?.[0] as FlowNode] }],
	};

	expect(ids(flat(nested))).toEqual(["root", "power", "queue"]);
	expect(flat(nested).children?.every(({ children }) => children === undefined)).toBe(true);
	expect(reached(flat(nested))).toEqual(reached(nested));
});

test("given an answer that leads on, when a node is put there, then what came there comes after it", () => {
	const place = { id: "root", option: 0 };
	const action = addNode(PRINTER, "action", place);
	const decision = addNode(PRINTER, "decision", place);

	expect(targetAt(action.tree, place)).toBe(action.id);
	expect(targetAt(action.tree, { id: action.id, option: null })).toBe("queue");
	expect(targetAt(decision.tree, { id: decision.id, option: 0 })).toBe("queue");
});

test("given a node with others behind it, when it is deleted, then they go with it but not what another way leads to", () => {
	const { tree, id } = addNode(PRINTER, "action", { id: "power", option: null });

	expect(hangingBelow(tree, "power")).toEqual(["power", id]);
	const left = remove(tree, "power");
	expect(ids(left)).toEqual(["root", "queue"]);
	expect(left.options?.map(({ next_node_id }) => next_node_id)).toEqual(["queue", null]);
	expect(remove(tree, "root")).toBe(tree);
});

test("given a question with all its answers taken, when a place is asked for, then there is none; after an action there is", () => {
	let tree = PRINTER;
	while ((tree.options?.length ?? 0) < MAX_OPTIONS) tree = addOption(tree, "root");
	for (const [option] of (tree.options ?? []).entries()) tree = connect(tree, { id: "root", option }, "queue");

	expect(placeAfter(tree, "root", "action")).toBeNull();
	expect(placeAfter(tree, "queue", "action")).toBeNull();
	expect(placeAfter(tree, "power", "action")?.place).toEqual({ id: "power", option: null });
	expect(placeAfter(tree, "power", "solution")).toBeNull();
});

test("given a question, when it becomes an action, then its first way is kept and the others' nodes go", () => {
	const grown = addNode(PRINTER, "decision", { id: "power", option: null });
	const end = addNode(grown.tree, "solution", { id: grown.id, option: 1 });
	const tree = retype(write(end.tree, grown.id, "question", "Is it on?"), grown.id, "action");

	expect(nodeAt(tree, grown.id)).toMatchObject({ type: "action", description: "Is it on?", next_node_id: "queue" });
	expect(nodeAt(tree, end.id)).toBeNull();
	expect(nodeAt(retype(tree, grown.id, "decision"), grown.id)?.options?.[0]?.next_node_id).toBe("queue");
});
