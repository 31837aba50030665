import { openStepOf } from "@/features/case/model/sending";
import type { CaseDetail } from "@/features/case/types";
import type { Schema } from "@/lib/api";

export type Resolution = Schema["Resolve"];

/** A summary that the server takes: 5 to 2000 characters. */
export function isGoodSummary(said: string): boolean {
	const length = [...said.trim()].length;
	return length >= 5 && length <= 2000;
}

/** The resolution that FlowPilot suggests at the end of the case so far; empty without one. */
export function suggestedIn(found: CaseDetail): string {
	const content = found.steps.at(-1)?.content;
	return content?.type === "resolution_suggestion" ? content.resolution_summary : "";
}

/** The open suggestion that resolving confirms, by its step. */
export function toConfirm(found: CaseDetail): string | null {
	const step = found.status === "active" ? openStepOf(found) : null;
	return step?.content.type === "resolution_suggestion" ? step.step_id : null;
}
