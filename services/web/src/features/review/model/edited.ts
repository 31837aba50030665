import type { FlowNode } from "@/features/flow-canvas/tree";
import { bodyOf, type Content, linesOf } from "@/features/flows/model/content";
import { flat } from "@/features/flows/model/edit";
import type { Proposal, Publish } from "@/features/review/api";
import { changeOf, keywordsOf, newTree } from "@/features/review/model/proposed";
import type { Target } from "@/features/review/model/target";

/** A proposal as a reviewer makes it over. The words of a flow that is there already stay as they are. */
export interface Edited {
	readonly tree: FlowNode;
	readonly name: string;
	readonly description: string;
	/** One a line. */
	readonly keywords: string;
	/** The version of the flow that a change is edited on; null for a new flow. */
	readonly on: number | null;
}

/** What the editing begins with; null where there is nothing to edit. */
export function startOf(proposal: Proposal, target: Target | null): Edited | null {
	if (target) {
		const { name, description, match_keywords, flow_version: on, tree } = target.published;
		const change = changeOf(proposal, tree);
		return change && { tree: flat(change.tree), name, description, keywords: match_keywords.join("\n"), on };
	}
	const tree = newTree(proposal);
	if (!tree) return null;
	const { title: name, description } = proposal;
	return { tree: flat(tree), name, description, keywords: keywordsOf(proposal).join("\n"), on: null };
}

/** The tree that the edited one is compared with: the flow in use, or what was proposed. */
export function baseOf(proposal: Proposal, target: Target | null): FlowNode | null {
	const tree = target ? target.published.tree : newTree(proposal);
	return tree && flat(tree);
}

/** What is sent to be published. */
export function publishBody(edited: Edited): Publish {
	const { name, description, match_keywords, tree_structure } = bodyOf(contentOf(edited, null));
	const tree = tree_structure as Publish["tree_structure"];
	if (edited.on !== null) return { tree_structure: tree, flow_version: edited.on };
	return { tree_structure: tree, name: name.trim(), description: description.trim(), match_keywords };
}

/** The edited flow as the library's editor knows one. */
export function contentOf({ tree, name, description, keywords }: Edited, domain: string | null): Content {
	const match_keywords = linesOf(keywords);
	return { tree, name, description, problem_domain: domain ?? "other", category: "", tags: [], match_keywords };
}

/** Out of a draft; null where it is none. */
export function readEdited(text: string): Edited | null {
	try {
		const value = JSON.parse(text) as Partial<Edited> | null;
		return typeof value?.tree?.id === "string" && typeof value.name === "string" ? (value as Edited) : null;
	} catch {
		return null;
	}
}
