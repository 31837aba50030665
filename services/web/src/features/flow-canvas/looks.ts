import { CircleCheck, Minus, PencilLine, Plus, Split, Wrench } from "lucide-react";
import type { Changes } from "@/features/flow-canvas/tree";

/** What became of a node. */
export type Change = keyof Changes;

/** How the types of nodes look. */
export const TYPE_ICONS = { decision: Split, action: Wrench, solution: CircleCheck } as const;
export const TYPE_TONES = { decision: "text-primary", action: "text-discovery", solution: "text-success" } as const;

/** How a change looks beside its word; `tone` is a badge's. */
export const CHANGE_LOOKS = {
	added: { icon: Plus, tone: "success", ink: "text-success" },
	changed: { icon: PencilLine, tone: "warning", ink: "text-warning" },
	removed: { icon: Minus, tone: "danger", ink: "text-danger" },
} as const satisfies Record<Change, object>;

/** What became of a node; null where nothing did. */
export function changeOf(changes: Changes, id: string): Change | null {
	return (["added", "changed", "removed"] as const).find((kind) => changes[kind].has(id)) ?? null;
}
