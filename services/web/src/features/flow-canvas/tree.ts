/** What a node is: a question with answers, something to do, or an end. */
export type NodeType = "decision" | "action" | "solution";

/** An answer of a decision and the node that it leads to. */
export interface FlowOption {
	readonly id?: string | null;
	readonly label?: string | null;
	readonly next_node_id?: string | null;
	readonly [more: string]: unknown;
}

/** A node of a flow. Only options and `next_node_id` lead on; nesting keeps, it does not lead. */
export interface FlowNode {
	readonly id: string;
	readonly type: NodeType;
	readonly title?: string | null;
	readonly question?: string | null;
	readonly help_text?: string | null;
	readonly description?: string | null;
	readonly options?: readonly FlowOption[] | null;
	readonly next_node_id?: string | null;
	readonly children?: readonly FlowNode[] | null;
	readonly [more: string]: unknown;
}

/** What is new, other or gone: the ids of nodes. */
export interface Changes {
	readonly added: ReadonlySet<string>;
	readonly changed: ReadonlySet<string>;
	readonly removed: ReadonlySet<string>;
}

/** What an enhancement adds to a flow, as the server has it. */
export interface Enhancement {
	readonly new_nodes: readonly FlowNode[];
	readonly modified_options: readonly { readonly node_id: string; readonly add_option: FlowOption }[];
}

export const NO_CHANGES: Changes = { added: new Set(), changed: new Set(), removed: new Set() };

/** Marks an answer that is drawn and is gone. */
export const GONE = "gone";

/** Where a new node of an enhancement is attached; no part of the flow. */
const ATTACHING = ["attach_after_node_id", "new_option_label"];

/** The node and all below it, in the order written. */
export function flatten(tree: FlowNode): readonly FlowNode[] {
	return [tree, ...(tree.children ?? []).flatMap(flatten)];
}

/** The ids of the nodes that come next, each once, in order. */
export function targetsOf(node: FlowNode): readonly string[] {
	const targets = node.type === "decision" ? (node.options ?? []).map(nextOf) : [nextOf(node)];
	return [...new Set(targets.filter((id) => id !== ""))];
}

/** What a node says first: its question, else its title, else its description. */
export function headOf(node: FlowNode): string {
	const texts = node.type === "decision" ? [node.question, node.title] : [node.title, node.description];
	return texts.find((text) => text?.trim())?.trim() ?? "";
}

/** A tree as the API gives it, `unknown` to the types. */
export function treeOf(raw: unknown): FlowNode {
	return raw as FlowNode;
}

/** The flow with the branch in it, as the server would write it. What attaches to nothing changes nothing. */
export function applyEnhancement(
	tree: FlowNode,
	diff: Enhancement,
): { tree: FlowNode; added: ReadonlySet<string>; changed: ReadonlySet<string> } {
	const options = new Map(diff.modified_options.map((one) => [one.node_id, one.add_option]));
	const root = withOptions(tree, options);
	const known = new Set(flatten(tree).map(({ id }) => id));
	return {
		tree: { ...root, children: [...(root.children ?? []), ...diff.new_nodes.map(withoutPlace)] },
		added: new Set(diff.new_nodes.map(({ id }) => id)),
		changed: new Set([...options.keys()].filter((id) => known.has(id))),
	};
}

function withOptions(node: FlowNode, added: ReadonlyMap<string, FlowOption>): FlowNode {
	const option = added.get(node.id);
	return {
		...node,
		...(node.children && { children: node.children.map((child) => withOptions(child, added)) }),
		...(option && { options: [...(node.options ?? []), option] }),
	};
}

function withoutPlace(node: FlowNode): FlowNode {
	return Object.fromEntries(Object.entries(node).filter(([name]) => !ATTACHING.includes(name))) as unknown as FlowNode;
}

/** What became of the nodes of `before` in `after`. Where a node stands among the others is no change. */
export function diffTrees(before: FlowNode, after: FlowNode): Changes {
	const old = new Map(flatten(before).map((node) => [node.id, saidBy(node)]));
	const now = new Map(flatten(after).map((node) => [node.id, saidBy(node)]));
	return {
		added: new Set([...now.keys()].filter((id) => !old.has(id))),
		changed: new Set([...now].filter(([id, said]) => old.has(id) && old.get(id) !== said).map(([id]) => id)),
		removed: new Set([...old.keys()].filter((id) => !now.has(id))),
	};
}

/** `after` with the nodes that went and the answers that led there: to draw what is gone. */
export function withRemoved(before: FlowNode, after: FlowNode): FlowNode {
	const { removed } = diffTrees(before, after);
	if (removed.size === 0) return after;
	const old = new Map(flatten(before).map((node) => [node.id, node]));
	const led = (node: FlowNode): FlowNode => ({
		...node,
		...(node.children && { children: node.children.map(led) }),
		...(node.type === "decision" && { options: [...(node.options ?? []), ...leadingTo(removed, old.get(node.id))] }),
	});
	const gone = [...removed].map((id) => bare(old.get(id) as FlowNode));
	const root = led(after);
	return { ...root, children: [...(root.children ?? []), ...gone] };
}

function leadingTo(removed: ReadonlySet<string>, node: FlowNode | undefined): readonly FlowOption[] {
	const leading = (node?.options ?? []).filter((option) => removed.has(nextOf(option)));
	return leading.map((option) => ({ ...option, [GONE]: true }));
}

/** A node without those nested in it. */
function bare({ children: _, ...node }: FlowNode): FlowNode {
	return node as FlowNode;
}

/** All that a node says, in one order; what is empty says nothing. */
function saidBy(node: FlowNode): string {
	return JSON.stringify(bare(node), (_, value: unknown) => (isRecord(value) ? sorted(value) : value));
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
	const said = Object.entries(value).filter(([, part]) => !isEmpty(part));
	return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmpty(value: unknown): boolean {
	return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nextOf({ next_node_id: next }: { readonly next_node_id?: string | null }): string {
	return next ?? "";
}
