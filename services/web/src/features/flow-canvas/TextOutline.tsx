import { changeOf } from "@/features/flow-canvas/looks";
import { canvasStrings as text } from "@/features/flow-canvas/strings";
import { type Changes, type FlowNode, flatten, headOf, NO_CHANGES } from "@/features/flow-canvas/tree";

/** An entry of the outline: a node where it is reached first, or a word on where it was told. */
export interface Entry {
	readonly node: FlowNode;
	/** The answer that leads here; empty at the root and after an action. */
	readonly label: string;
	readonly told: boolean;
	readonly next: readonly Entry[];
}

/** The flow as it is walked from its root; then what no way leads to. */
export function outlineOf(tree: FlowNode): { root: Entry; unreached: readonly Entry[] } {
	const nodes = new Map(flatten(tree).map((node) => [node.id, node]));
	const told = new Set<string>();
	const root = entryOf(tree, "", nodes, told);
	const unreached: Entry[] = [];
	for (const node of nodes.values()) if (!told.has(node.id)) unreached.push(entryOf(node, "", nodes, told));
	return { root, unreached };
}

function entryOf(node: FlowNode, label: string, nodes: ReadonlyMap<string, FlowNode>, told: Set<string>): Entry {
	if (told.has(node.id)) return { node, label, told: true, next: [] };
	told.add(node.id);
	const leads =
		node.type === "decision"
			? (node.options ?? []).map((option) => [option.next_node_id, option.label?.trim() || text.noLabel] as const)
			: [[node.next_node_id, ""] as const];
	const next = leads.flatMap(([id, by]) => {
		const target = nodes.get(id ?? "");
		return target ? [entryOf(target, by, nodes, told)] : [];
	});
	return { node, label, told: false, next };
}

/** What the picture shows, in words. */
export function TextOutline({ tree, label, changes }: { tree: FlowNode; label: string; changes?: Changes }) {
	const { root, unreached } = outlineOf(tree);
	return (
		<div className="sr-only">
			<ul aria-label={text.outline(label)}>
				<Item entry={root} changes={changes ?? NO_CHANGES} />
			</ul>
			{unreached.length > 0 && (
				<>
					<p>{text.unreached}</p>
					<ul>
						{unreached.map((entry) => (
							<Item key={entry.node.id} entry={entry} changes={changes ?? NO_CHANGES} />
						))}
					</ul>
				</>
			)}
		</div>
	);
}

function Item({ entry, changes }: { entry: Entry; changes: Changes }) {
	const { node, told, next } = entry;
	const head = headOf(node) || text.untitled[node.type];
	const by = entry.label && `${entry.label} – `;
	if (told) return <li>{by + text.toldAbove(head)}</li>;
	return (
		<li>
			{`${by}${text.types[node.type]}: ${head}${changeWord(changes, node.id)}`}
			{next.length > 0 && (
				<ul>
					{next.map((one, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: an answer is known by its place
						<Item key={at} entry={one} changes={changes} />
					))}
				</ul>
			)}
		</li>
	);
}

/** `, new` and the like; empty for what is as it was. */
function changeWord(changes: Changes, id: string): string {
	const change = changeOf(changes, id);
	return change ? `, ${text.changes[change]}` : "";
}
