import type { FlowNode } from "@/features/flow-canvas/tree";
import type { Flow, PublishedFlow } from "@/features/flows/api";

/** A flow of the library, and what of it is in use: its latest publication, not a draft that somebody left. */
export interface Target {
	flow: Flow;
	published: Pick<PublishedFlow, "flow_version" | "name" | "description" | "match_keywords"> & { tree: FlowNode };
}
