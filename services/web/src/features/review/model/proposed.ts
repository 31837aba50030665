import {
	applyEnhancement,
	type Changes,
	type Enhancement,
	type FlowNode,
	flatten,
	NO_CHANGES,
} from "@/features/flow-canvas/tree";
import type { Proposal } from "@/features/review/api";

/** A change as it would read on the present flow. */
export interface Change {
	tree: FlowNode;
	changes: Changes;
	enhancement: Enhancement;
	/** The nodes that it would add an answer to and that the flow has no more. */
	lost: readonly string[];
}

/** The tree of a proposed new flow; null where it proposes none. */
export function newTree({ proposal_type, proposed_flow_data }: Proposal): FlowNode | null {
	return proposal_type === "new_flow" ? ((proposed_flow_data?.tree_structure as FlowNode | undefined) ?? null) : null;
}

export function keywordsOf({ proposed_flow_data }: Proposal): readonly string[] {
	return (proposed_flow_data?.match_keywords as string[] | undefined) ?? [];
}

/** What an enhancement makes of the flow; null where it is none. */
export function changeOf({ proposed_flow_data }: Proposal, flow: FlowNode): Change | null {
	const enhancement = proposed_flow_data as unknown as Enhancement | null;
	if (!enhancement?.modified_options) return null;
	const known = new Set(flatten(flow).map(({ id }) => id));
	const lost = enhancement.modified_options.map(({ node_id }) => node_id).filter((id) => !known.has(id));
	const { tree, added, changed } = applyEnhancement(flow, enhancement);
	return { tree, changes: { ...NO_CHANGES, added, changed }, enhancement, lost };
}

/** What an enhancement changes, in one sentence of its writer's. */
export function summaryOf({ proposed_diff }: Proposal): string {
	return (proposed_diff?.diff_description as string | undefined) ?? "";
}
