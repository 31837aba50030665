import { numberOf } from "@/features/case/model/numbers";
import type { Fact, Step } from "@/features/case/types";

export const FACT_MAX = 2000;
/** How many facts are shown at first: the latest, which the open step is about. */
export const SHOWN = 6;

/** What holds, oldest first. */
export function standing(facts: readonly Fact[]): Fact[] {
	return facts.filter(({ deleted_at }) => deleted_at === null).sort(byAge);
}

/** What was taken back, oldest first. */
export function retracted(facts: readonly Fact[]): Fact[] {
	return facts.filter(({ deleted_at }) => deleted_at !== null).sort(byAge);
}

function byAge(one: Fact, other: Fact): number {
	return one.created_at.localeCompare(other.created_at);
}

/** Whether the server takes the words: 1 to 2000 characters. */
export function isGoodFact(text: string): boolean {
	const length = [...text.trim()].length;
	return length >= 1 && length <= FACT_MAX;
}

/** The number that the step of a fact is shown under, or null where the fact came from none. */
export function stepNumberOf(fact: Pick<Fact, "step_id">, steps: readonly Step[]): number | null {
	return numberOf(steps, fact.step_id);
}

/** What stands beside the source: its summary, unless that only names the step which is linked anyway. */
export function summaryOf(fact: Pick<Fact, "source_summary">, number: number | null): string | null {
	const summary = fact.source_summary?.trim() || null;
	return number !== null && summary && /^step \d+$/i.test(summary) ? null : summary;
}
