import { type FlowNode, treeOf } from "@/features/flow-canvas/tree";
import type { Flow, FlowBody, PublishedFlow } from "@/features/flows/api";
import { flat } from "@/features/flows/model/edit";

/** All that is written in a flow: what the editor changes and saves. */
export interface Content {
	readonly name: string;
	readonly description: string;
	readonly problem_domain: string;
	readonly category: string;
	readonly tags: readonly string[];
	readonly match_keywords: readonly string[];
	readonly tree: FlowNode;
}

export const NAME_MAX = 200;
const LINE_MAX = 200;
const PARTS = ["type", "question", "title", "description", "help_text", "options", "next_node_id"] as const;

export function contentOf(flow: Flow | PublishedFlow): Content {
	return {
		name: flow.name,
		description: flow.description,
		problem_domain: flow.problem_domain,
		category: flow.category ?? "",
		tags: flow.tags,
		match_keywords: flow.match_keywords,
		tree: flat(treeOf(flow.tree_structure)),
	};
}

/** A list that is typed one on each line; spaces and empty lines are no part of it. */
export function linesOf(typed: string): readonly string[] {
	const lines = typed.split("\n").map((line) => line.trim().slice(0, LINE_MAX));
	return lines.filter((line, at) => line && lines.indexOf(line) === at);
}

/** The content as the server takes it. */
export function bodyOf({ tree, category, tags, match_keywords, ...rest }: Content): FlowBody {
	return {
		...rest,
		category: category.trim() || null,
		tags: [...tags],
		match_keywords: [...match_keywords],
		tree_structure: tree as unknown as FlowBody["tree_structure"],
	};
}

/** Whether both say the same; what is empty says nothing. */
export function isSame(a: Content, b: Content): boolean {
	return a === b || JSON.stringify(bodyOf(a), plain) === JSON.stringify(bodyOf(b), plain);
}

/** Which words about the flow differ, by their names. */
export function changedWords(before: Content, after: Content): readonly (keyof Content)[] {
	const names = ["name", "description", "problem_domain", "category", "tags", "match_keywords"] as const;
	return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

/** Which parts of a node differ, by their names. */
export function changedParts(before: FlowNode, after: FlowNode): readonly (typeof PARTS)[number][] {
	return PARTS.filter(
		(name) => JSON.stringify(before[name] || null, plain) !== JSON.stringify(after[name] || null, plain),
	);
}

/** What the browser keeps of what is not saved. */
export interface Kept {
	/** The version that it goes over. */
	readonly version: number;
	readonly content: Content;
	/** What was sent and not answered before it was kept. */
	readonly sent?: Content;
}

/** What was kept in the browser; null where it is of another shape. */
export function readKept(text: string): Kept | null {
	try {
		const kept: unknown = JSON.parse(text);
		return isKept(kept) ? kept : null;
	} catch {
		return null;
	}
}

function isKept(value: unknown): value is Kept {
	const { version, content, sent } = (value ?? {}) as Record<string, unknown>;
	return typeof version === "number" && isContent(content) && (sent === undefined || isContent(sent));
}

function isContent(value: unknown): boolean {
	const content = (value ?? {}) as Partial<Content>;
	return typeof content.name === "string" && typeof content.tree?.id === "string";
}

/** In one order, and without what is empty. */
function plain(_: string, value: unknown): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	const said = Object.entries(value).filter(([, part]) => part !== null && part !== "" && part !== undefined);
	return Object.fromEntries(
		said.filter(([, part]) => !Array.isArray(part) || part.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}
