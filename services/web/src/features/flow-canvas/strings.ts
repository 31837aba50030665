import type { NodeType } from "@/features/flow-canvas/tree";

export const canvasStrings = {
	types: { decision: "Question", action: "Action", solution: "Solution" } satisfies Record<NodeType, string>,
	changes: { added: "new", changed: "changed", removed: "removed" },
	untitled: { decision: "No question yet", action: "No title yet", solution: "No title yet" } satisfies Record<
		NodeType,
		string
	>,
	noLabel: "No label yet",
	leadsNowhere: "leads nowhere yet",
	toldAbove: (head: string) => `goes on at: ${head}`,
	unreached: "No way leads here:",
	outline: (label: string) => `${label}, as a list`,
	hint: "Arrow keys go from node to node, Enter opens one, plus and minus zoom, 0 shows all of it.",
	zoomIn: "Zoom in",
	zoomOut: "Zoom out",
	fit: "Show all of it",
	faults: (count: number) => (count === 1 ? "1 fault" : `${count} faults`),
	current: "here now",
	way: (label: string, from: string, to: string) => `${label ? `${label}: ` : ""}from ${from} to ${to}`,
} as const;
