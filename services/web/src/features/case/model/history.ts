import { caseStrings as text } from "@/features/case/strings";
import type { HistoryEntry } from "@/features/case/types";

/** The revision nearest to `wanted` that the case has. */
export function clampRevision(wanted: number, count: number): number {
	return Math.min(Math.max(1, wanted), Math.max(1, count));
}

/** What happened, in words. */
export function eventWord(type: string): string {
	return type in text.events ? text.events[type as keyof typeof text.events] : type.replaceAll("_", " ");
}

const MARKS = new Set([
	"step_proposed",
	"session_resolved",
	"session_reopened",
	"escalation_requested",
	"escalation_picked_up",
	"handed_over",
]);

/** Whether the slider marks it: where the conversation went on. */
export function isMark({ type }: HistoryEntry): boolean {
	return MARKS.has(type);
}
