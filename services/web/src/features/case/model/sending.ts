import { type Answer, typedIn } from "@/features/case/model/answer";
import type { CaseDetail, Step } from "@/features/case/types";
import { isProblem } from "@/lib/problem";

/** An answer on its way. It is kept until the server has it; `key` makes that once. */
export interface Sending {
	stepId: string;
	answer: Answer;
	key: string;
	at: string;
}

/** `sending`: on its way. `unsent`: nobody confirmed it, it can be sent again. */
export type Phase = { name: "sending" } | { name: "unsent"; error: unknown };

/** What somebody typed for a step that others have answered. */
export interface Leftover {
	text: string;
	/** The option or result that was meant, if any; the words may be empty then. */
	answer: Answer | null;
	reason: "taken" | "meanwhile" | "closed";
}

export function writeSending(sending: Sending): string {
	return JSON.stringify(sending);
}

/** What was kept; null for nothing, or for what this version does not understand. */
export function readSending(kept: string): Sending | null {
	const value = parsed(kept);
	return isSending(value) ? value : null;
}

export function readLeftover(kept: string): Leftover | null {
	const value = parsed(kept) as Leftover | null;
	return typeof value?.text === "string" && value.reason in REASONS ? value : null;
}

const REASONS: Record<Leftover["reason"], true> = { taken: true, meanwhile: true, closed: true };

function parsed(kept: string): unknown {
	try {
		return JSON.parse(kept);
	} catch {
		return null;
	}
}

function isSending(value: unknown): value is Sending {
	const found = value as Partial<Sending> | null;
	return typeof found?.stepId === "string" && typeof found.key === "string" && typeof found.answer === "object";
}

export function stepOf(found: CaseDetail, stepId: string): Step | undefined {
	return found.steps.find((step) => step.step_id === stepId);
}

/** The step that waits for an answer. */
export function openStepOf(found: CaseDetail): Step | null {
	const last = found.steps.at(-1);
	const open = last && last.responded_at === null && last.content.type !== "briefing";
	return open && !found.awaiting_step && !found.failure ? last : null;
}

/** The suggestion that was confirmed but not yet acted on: the case may still go on from it. */
export function confirmedStepOf(found: CaseDetail): Step | null {
	const last = found.steps.at(-1);
	const confirmed = last?.content.type === "resolution_suggestion" && last.action_result?.success === true;
	return last && confirmed && !found.awaiting_step && !found.failure ? last : null;
}

/** The case as it will stand once the answer is there. */
export function withAnswer(found: CaseDetail, sending: Sending, phase: Phase): CaseDetail {
	const step = stepOf(found, sending.stepId);
	if (!step || step !== found.steps.at(-1) || isSettled(found, sending) !== "open") return found;
	const confirms = step.content.type === "resolution_suggestion" && sending.answer.action_result?.success === true;
	return {
		...found,
		awaiting_step: phase.name === "sending" && !confirms,
		steps: [...found.steps.slice(0, -1), answered(step, sending)],
	};
}

function answered(step: Step, { answer, at }: Sending): Step {
	const result = answer.action_result;
	return {
		...step,
		selected_option: answer.selected_option ?? null,
		free_text_input: answer.free_text_input ?? null,
		was_free_text: Boolean(answer.free_text_input) && !answer.selected_option,
		was_skipped: answer.was_skipped ?? false,
		action_result: result ? { next_hint: null, ...result, details: result.details ?? null } : null,
		responded_at: at,
	};
}

/** Whether the server has an answer to that step, and whose. */
export function isSettled(found: CaseDetail, { stepId, answer }: Sending): "open" | "ours" | "taken" {
	const step = stepOf(found, stepId);
	if (!step) return "taken";
	if (step.responded_at === null) return "open";
	if (confirmedStepOf(found) === step && answer.action_result?.success === false) return "open";
	return isSame(step, answer) ? "ours" : "taken";
}

function isSame(step: Step, answer: Answer): boolean {
	return (
		step.selected_option === (answer.selected_option ?? null) &&
		step.was_skipped === (answer.was_skipped ?? false) &&
		(step.free_text_input ?? "") === (answer.free_text_input ?? "") &&
		step.action_result?.success === answer.action_result?.success &&
		(step.action_result?.details ?? "") === (answer.action_result?.details ?? "")
	);
}

/** What a refusal means for the answer: it may be sent again, it came too late, or it must be another one. */
export function outcomeOf(error: unknown): "unsent" | "late" | "refused" {
	if (!isProblem(error)) return "unsent";
	if (error.isPassing || error.status === 401 || error.status === 429 || error.status >= 500) return "unsent";
	return isProblem(error, "step_not_open", "wrong_status", "not_your_session") ? "late" : "refused";
}

/** Words that were typed into an answer that this engineer can give no more; null where there are none. */
export function strandedIn({ text }: { text: string }): Leftover | null {
	return text.trim() ? { text, answer: null, reason: "closed" } : null;
}

/** What is left of an answer that came too late. */
export function leftoverOf(sending: Sending, error: unknown): Leftover {
	const reason = isProblem(error, "wrong_status", "not_your_session") ? "closed" : "taken";
	return { text: typedIn(sending.answer), answer: sending.answer, reason };
}
