import type { FlowNode } from "@/features/flow-canvas/tree";

/** A flow for tests: a question, two answers; one leads to an action and on to the end, the other there at once. */
export const PRINTER: FlowNode = {
	id: "root",
	type: "decision",
	question: "Does the printer print a test page?",
	options: [
		{ id: "yes", label: "Yes", next_node_id: "queue" },
		{ id: "no", label: "No", next_node_id: "power" },
	],
	children: [
		{ id: "queue", type: "solution", title: "The queue was stuck" },
		{
			id: "power",
			type: "action",
			title: "Switch it off and on",
			description: "Wait a minute.",
			next_node_id: "queue",
		},
	],
};
