import type { Step } from "@/features/case/types";

/** The number that a step is shown under, from 1; null for one that is not there. A briefing has none and is not counted. */
export function numberOf(steps: readonly Step[], stepId: string | null): number | null {
	const asked = steps.filter(isAsked);
	const at = asked.findIndex(({ step_id }) => step_id === stepId);
	return at === -1 ? null : at + 1;
}

/** How many steps the case has, briefings apart. */
export function countSteps({ steps }: { steps: readonly Step[] }): number {
	return steps.filter(isAsked).length;
}

export function isAsked({ content }: Pick<Step, "content">): boolean {
	return content.type !== "briefing";
}
