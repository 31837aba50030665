import { type FlowNode, type FlowOption, flatten, type NodeType, targetsOf } from "@/features/flow-canvas/tree";

/** From where a node is led to: from an action, or by the answer at that place of a decision. */
export interface Place {
	readonly id: string;
	readonly option: number | null;
}

export const MAX_OPTIONS = 5;

type Texts = "title" | "question" | "help_text" | "description";

/** A flow to begin with: a question with two answers, each with an end that is still to be written. */
export function firstTree(question: string): FlowNode {
	return {
		id: "root",
		type: "decision",
		question,
		options: [
			{ id: "o1", label: "", next_node_id: null },
			{ id: "o2", label: "", next_node_id: null },
		],
		children: [],
	};
}

/** The same flow with every node right below the root: nesting says nothing, and what is edited stays findable. */
export function flat(tree: FlowNode): FlowNode {
	const [root, ...others] = flatten(tree).map(bare);
	return { ...(root ?? tree), children: others };
}

export function nodeAt(tree: FlowNode, id: string | null): FlowNode | null {
	if (id === null) return null;
	return tree.id === id ? tree : ((tree.children ?? []).find((node) => node.id === id) ?? null);
}

/** Write a text of a node. */
export function write(tree: FlowNode, id: string, name: Texts, text: string): FlowNode {
	return change(tree, id, (node) => ({ ...node, [name]: text }));
}

/** Write what an answer says. */
export function label(tree: FlowNode, { id, option }: Place, text: string): FlowNode {
	return changeOption(tree, id, option, (before) => ({ ...before, label: text }));
}

/** One more answer that leads nowhere yet. */
export function addOption(tree: FlowNode, id: string): FlowNode {
	return change(tree, id, (node) => {
		const options = node.options ?? [];
		return { ...node, options: [...options, { id: newOptionId(options), label: "", next_node_id: null }] };
	});
}

/** Take an answer away; what only it led to goes too. */
export function removeOption(tree: FlowNode, { id, option }: Place): FlowNode {
	const without = change(tree, id, (node) => ({
		...node,
		options: (node.options ?? []).filter((_, at) => at !== option),
	}));
	return withoutLost(tree, without);
}

/** Have an answer stand `by` places further down among the others. */
export function moveOption(tree: FlowNode, { id, option }: Place, by: number): FlowNode {
	return change(tree, id, (node) => {
		const options = [...(node.options ?? [])];
		const to = (option ?? 0) + by;
		if (option === null || to < 0 || to >= options.length) return node;
		options.splice(to, 0, ...options.splice(option, 1));
		return { ...node, options };
	});
}

/** Lead from a place to a node that is there, or to none. */
export function connect(tree: FlowNode, place: Place, to: string | null): FlowNode {
	if (to !== null && !nodeAt(tree, to)) return tree;
	return place.option === null
		? change(tree, place.id, (node) => ({ ...node, next_node_id: to }))
		: changeOption(tree, place.id, place.option, (before) => ({ ...before, next_node_id: to }));
}

/** A new node, led to from a place; what the place led to before comes after it. A solution ends the way. */
export function addNode(tree: FlowNode, type: NodeType, place: Place | null): { tree: FlowNode; id: string } {
	const id = newNodeId(tree);
	const node = emptyNode(id, type, place && targetAt(tree, place));
	const grown = { ...tree, children: [...(tree.children ?? []), node] };
	return { tree: place ? connect(grown, place, id) : grown, id };
}

/** Have a node be of another type; of its answers the first way is kept where there is room for one. */
export function retype(tree: FlowNode, id: string, type: NodeType): FlowNode {
	if (id === tree.id) return tree;
	const changed = change(tree, id, (node) => retyped(node, type));
	return withoutLost(tree, changed);
}

/** Take a node away, with what no way leads to any more without it. The root stays. */
export function remove(tree: FlowNode, id: string): FlowNode {
	if (id === tree.id) return tree;
	const kept = { ...tree, children: (tree.children ?? []).filter((node) => node.id !== id) };
	return withoutLost(tree, unled(kept, new Set([id])));
}

/** The nodes that go when this one does, itself first. */
export function hangingBelow(tree: FlowNode, id: string): readonly string[] {
	const left = new Set(flatten(remove(tree, id)).map((node) => node.id));
	const gone = flatten(tree)
		.map((node) => node.id)
		.filter((each) => !left.has(each));
	return [...new Set([id, ...gone])].filter((each) => each !== tree.id);
}

/** Every node that a way leads to from the root, the root included. */
export function reached(tree: FlowNode): ReadonlySet<string> {
	const nodes = new Map(flatten(tree).map((node) => [node.id, node]));
	const seen = new Set<string>();
	const waiting = [tree.id];
	for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
		const node = nodes.get(id);
		if (!node || seen.has(id)) continue;
		seen.add(id);
		waiting.push(...targetsOf(node));
	}
	return seen;
}

/** The places that lead to a node. */
export function placesTo(tree: FlowNode, id: string): readonly Place[] {
	return flatten(tree).flatMap((node): Place[] => {
		if (node.type !== "decision") return node.next_node_id === id ? [{ id: node.id, option: null }] : [];
		return (node.options ?? []).flatMap(({ next_node_id: to }, option) => (to === id ? [{ id: node.id, option }] : []));
	});
}

export function targetAt(tree: FlowNode, { id, option }: Place): string | null {
	const node = nodeAt(tree, id);
	return (option === null ? node?.next_node_id : node?.options?.[option]?.next_node_id) ?? null;
}

/**
 * Where a new node of that type can be led to from a node: by the first answer that leads nowhere yet, else by a new
 * one; after an action, before what comes now. Null where there is no room.
 */
export function placeAfter(tree: FlowNode, id: string, type: NodeType): { tree: FlowNode; place: Place } | null {
	const node = nodeAt(tree, id);
	if (!node || node.type === "solution") return null;
	if (node.type === "action")
		return node.next_node_id && type === "solution" ? null : { tree, place: { id, option: null } };
	const options = node.options ?? [];
	const open = options.findIndex((option) => !option.next_node_id);
	if (open >= 0) return { tree, place: { id, option: open } };
	if (options.length >= MAX_OPTIONS) return null;
	return { tree: addOption(tree, id), place: { id, option: options.length } };
}

function retyped(node: FlowNode, type: NodeType): FlowNode {
	if (node.type === type) return node;
	const { options, next_node_id: next, script, ...rest } = node;
	const on = next ?? options?.find((option) => option.next_node_id)?.next_node_id ?? null;
	const said = node.type === "decision" ? node.question : node.description;
	if (type === "decision") {
		const question = node.question || node.title || said;
		return {
			...rest,
			type,
			question,
			options: [
				{ id: "o1", label: "", next_node_id: on },
				{ id: "o2", label: "" },
			],
		};
	}
	return {
		...rest,
		...(script !== undefined && { script }),
		type,
		description: node.description || said,
		...(type === "action" && { next_node_id: on }),
	};
}

/** What was reached before and is not any more is taken out; what hung loose already stays. */
function withoutLost(before: FlowNode, after: FlowNode): FlowNode {
	const now = reached(after);
	const lost = new Set([...reached(before)].filter((id) => !now.has(id)));
	const kept = (after.children ?? []).filter((node) => !lost.has(node.id));
	return kept.length === after.children?.length ? after : unled({ ...after, children: kept }, lost);
}

/** No way leads to these any more. */
function unled(tree: FlowNode, gone: ReadonlySet<string>): FlowNode {
	const isGone = (id: string | null | undefined) => !!id && gone.has(id);
	const cut = (node: FlowNode): FlowNode => {
		const options = node.options?.some((option) => isGone(option.next_node_id))
			? node.options.map((option) => (isGone(option.next_node_id) ? { ...option, next_node_id: null } : option))
			: node.options;
		if (options === node.options && !isGone(node.next_node_id)) return node;
		return { ...node, ...(options && { options }), ...(isGone(node.next_node_id) && { next_node_id: null }) };
	};
	return { ...cut(tree), children: (tree.children ?? []).map(cut) };
}

function change(tree: FlowNode, id: string, by: (node: FlowNode) => FlowNode): FlowNode {
	if (tree.id === id) return by(tree);
	return { ...tree, children: (tree.children ?? []).map((node) => (node.id === id ? by(node) : node)) };
}

function changeOption(
	tree: FlowNode,
	id: string,
	option: number | null,
	by: (before: FlowOption) => FlowOption,
): FlowNode {
	return change(tree, id, (node) => ({
		...node,
		options: (node.options ?? []).map((one, at) => (at === option ? by(one) : one)),
	}));
}

function emptyNode(id: string, type: NodeType, next: string | null): FlowNode {
	if (type === "solution") return { id, type, title: "", description: "" };
	if (type === "action") return { id, type, title: "", description: "", next_node_id: next };
	const first = { id: "o1", label: "", next_node_id: next };
	return { id, type, question: "", options: [first, { id: "o2", label: "", next_node_id: null }] };
}

/** An id that no node and no way has. */
function newNodeId(tree: FlowNode): string {
	const taken = new Set(flatten(tree).flatMap((node) => [node.id, ...targetsOf(node)]));
	return firstFree("node-", taken);
}

function newOptionId(options: readonly FlowOption[]): string {
	return firstFree("o", new Set(options.map(({ id }) => id ?? "")));
}

function firstFree(prefix: string, taken: ReadonlySet<string>): string {
	let number = taken.size;
	while (taken.has(`${prefix}${number}`)) number += 1;
	return `${prefix}${number}`;
}

function bare({ children: _, ...node }: FlowNode): FlowNode {
	return node as FlowNode;
}
