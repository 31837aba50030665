import { type LucideIcon, Minus, Pencil, Plus } from "lucide-react";
import type { Changes } from "@/features/flow-canvas/tree";

type Kind = keyof Changes;

/** How a change looks beside its word. */
export const CHANGE_LOOKS: Record<Kind, { icon: LucideIcon; tone: "success" | "warning" | "danger" }> = {
	added: { icon: Plus, tone: "success" },
	changed: { icon: Pencil, tone: "warning" },
	removed: { icon: Minus, tone: "danger" },
};

/** What became of a node; null where nothing did. */
export function changeKind(changes: Changes, id: string): Kind | null {
	return (["added", "changed", "removed"] as const).find((kind) => changes[kind].has(id)) ?? null;
}
