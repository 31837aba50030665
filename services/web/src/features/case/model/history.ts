import { caseStrings as text } from "@/features/case/strings";
import type { HistoryEntry } from "@/features/case/types";

/** Who answered each step, by the step's place: one step is open at a time, so an answer is to the one before it. */
export function answererOf(history: readonly HistoryEntry[]): string[] {
	const actors: string[] = [];
	let place = -1;
	for (const entry of history) {
		if (entry.type === "step_proposed") place += 1;
		if (entry.type === "step_answered" && place >= 0) actors[place] = entry.actor_id;
	}
	return actors;
}

/** The revision nearest to `wanted` that the case has. */
export function clampRevision(wanted: number, count: number): number {
	return Math.min(Math.max(1, wanted), Math.max(1, count));
}

/** What happened, in words. */
export function eventWord(type: string): string {
	return type in text.events ? text.events[type as keyof typeof text.events] : type.replaceAll("_", " ");
}

/** Whether the slider marks it: where the conversation went on. */
export function isMark({ type }: HistoryEntry): boolean {
	return type === "step_proposed" || type === "session_resolved" || type === "session_reopened";
}
