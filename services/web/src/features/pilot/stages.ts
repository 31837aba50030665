import type { CaseDetail } from "@/features/case/types";

export const STAGES = ["received", "classified", "matched", "question"] as const;
export type Stage = (typeof STAGES)[number];

const DONE = { received: 1, classified: 2, matched: 3, diagnosing: 3 } as const;

/** How many of the stages a case has behind it. */
export function stagesDone({ steps, stage }: Pick<CaseDetail, "steps" | "stage">): number {
	return steps.length > 0 ? STAGES.length : DONE[stage];
}

/** Whether there is something to work on, or to retry. */
export function isReady({ steps, status, failure }: Pick<CaseDetail, "steps" | "status" | "failure">): boolean {
	return steps.length > 0 || failure !== null || status !== "active";
}
