import type { Fix, FixStatus, Step } from "@/features/case/types";

/** How a fix may turn out. */
export type Outcome = Exclude<FixStatus, "proposed">;

export const NOTES_MAX = 2000;
/** After how long without a word a proposed fix is asked after, in milliseconds. */
export const STILL_CHECKING_MS = 10 * 60_000;

const FINAL: readonly FixStatus[] = ["applied_success", "applied_failed", "dismissed"];
const NEEDS_NOTES: readonly Outcome[] = ["applied_partial", "applied_pending"];
const TAKES_NOTES: readonly Outcome[] = [...NEEDS_NOTES, "applied_failed"];

/** The fix that counts now: the one that no newer one superseded. */
export function activeFix(fixes: readonly Fix[]): Fix | null {
	return fixes.findLast(({ superseded_at }) => superseded_at === null) ?? null;
}

/** Those before it, the latest first. */
export function earlierFixes(fixes: readonly Fix[]): Fix[] {
	const active = activeFix(fixes);
	return fixes.filter((fix) => fix !== active).reverse();
}

export function isFinal({ status }: Pick<Fix, "status">): boolean {
	return FINAL.includes(status);
}

/** Whether somebody still has to say how it went. */
export function isUndecided(fix: Fix): boolean {
	return fix.superseded_at === null && !isFinal(fix);
}

export function takesNotes(outcome: Outcome): boolean {
	return TAKES_NOTES.includes(outcome);
}

/** Whether the server takes the words with that outcome. */
export function areGoodNotes(outcome: Outcome, notes: string): boolean {
	const length = [...notes.trim()].length;
	return length <= NOTES_MAX && (length > 0 || !NEEDS_NOTES.includes(outcome));
}

/** What was said with the fix's outcome. */
export function notesOf(fix: Fix): string | null {
	if (fix.status === "applied_partial") return fix.partial_notes;
	if (fix.status === "applied_pending") return fix.pending_reason;
	return fix.status === "applied_failed" ? fix.failure_reason : null;
}

/** Since when it stands as it does. */
export function sinceOf(fix: Fix): string {
	if (fix.status === "applied_pending") return fix.pending_since ?? fix.applied_at ?? fix.created_at;
	return fix.verified_at ?? fix.applied_at ?? fix.created_at;
}

/** The outcomes that stand as buttons, and those behind the menu. A `step` on the page asks for worked or not itself. */
export function offeredFor({ status }: Pick<Fix, "status">, asked: boolean): { first: Outcome[]; more: Outcome[] } {
	const decided: Outcome[] = asked ? [] : ["applied_success", "applied_failed"];
	if (status === "proposed")
		return { first: [...decided, "applied_partial", "applied_pending", "dismissed"], more: [] };
	if (status === "applied_pending")
		return { first: [...decided, "applied_pending"], more: ["applied_partial", "dismissed"] };
	if (status === "applied_partial")
		return { first: [...decided, "applied_partial"], more: ["applied_pending", "dismissed"] };
	return { first: [], more: [] };
}

/** When to ask after the fix: some time after it, and after the last answer; null where there is nothing to ask. */
export function stillCheckingAt(fix: Fix, steps: readonly Pick<Step, "responded_at">[]): number | null {
	if (fix.status !== "proposed" || fix.superseded_at !== null) return null;
	const heard = [fix.created_at, ...steps.map(({ responded_at }) => responded_at)].map((at) => Date.parse(at ?? ""));
	return Math.max(...heard.filter(Number.isFinite)) + STILL_CHECKING_MS;
}
