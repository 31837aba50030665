import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";
import { escalationStrings } from "@/features/escalations/strings";
import type { Schema } from "@/lib/api";

/** What goes to the server as the answer to a step. */
export type Answer = Partial<
	Pick<Schema["Respond"], "selected_option" | "free_text_input" | "was_skipped" | "action_result">
>;

/** One of the answers that a step offers. */
export interface Choice {
	id: string;
	label: string;
	hint: string | null;
	kind: "option" | "completed" | "failed" | "confirm" | "keepOn";
}

/** What the step offers, in the order of the number keys. */
export function choicesOf(step: Step): Choice[] {
	const options: Choice[] = step.options.map(({ label, value, followup_hint }) => ({
		id: value,
		label,
		hint: followup_hint,
		kind: "option",
	}));
	if (step.content.type === "action")
		return [...options, fixed("completed", text.completed), fixed("failed", text.failed)];
	if (step.content.type === "resolution_suggestion")
		return [fixed("confirm", text.confirm, text.confirmHint), fixed("keepOn", text.keepOn)];
	return options;
}

function fixed(kind: Choice["kind"], label: string, hint: string | null = null): Choice {
	return { id: kind, label, hint, kind };
}

/** The answer that choosing means; what was typed goes along with it. */
export function answerOf(choice: Choice, typed: string): Answer {
	const note = typed.trim();
	if (choice.kind === "option") return { selected_option: choice.id, ...(note && { free_text_input: note }) };
	const success = choice.kind === "completed" || choice.kind === "confirm";
	return { action_result: { success, ...(note && { details: note }) } };
}

/** The answer in the engineer's own words, or null where nothing was typed or the step takes none. */
export function ownWords(step: Step, typed: string): Answer | null {
	const words = typed.trim();
	return words && takesOwnWords(step) ? { free_text_input: words } : null;
}

/** Whether words alone answer the step. An action wants to know whether it worked. */
export function takesOwnWords(step: Step): boolean {
	return step.content.type === "question" && step.allow_free_text;
}

export const skipping: Answer = { was_skipped: true };

/** What somebody answered, for reading: the word, what was typed beside it, and how it went. */
export interface Said {
	word: string;
	note: string | null;
	mood: "plain" | "good" | "bad" | "none";
}

export function saidOf(step: Step): Said {
	if (step.was_skipped) return { word: text.skipped, note: null, mood: "none" };
	const label = step.options.find(({ value }) => value === step.selected_option)?.label;
	if (step.action_result) return resultOf(step, step.action_result, label);
	if (label) return { word: label, note: step.free_text_input, mood: "plain" };
	return { word: step.free_text_input ?? "", note: null, mood: "plain" };
}

function resultOf(step: Step, { success, details }: NonNullable<Step["action_result"]>, label?: string): Said {
	const suggested = step.content.type === "resolution_suggestion";
	const good = suggested ? text.wasConfirmed : text.succeeded;
	const bad = suggested ? text.wasNotConfirmed : text.didNotWork;
	const word = success ? good : bad;
	return {
		word: label ? `${label} · ${word}` : word,
		note: details || step.free_text_input || null,
		mood: success ? "good" : "bad",
	};
}

/** What the engineer typed into an answer. */
export function typedIn(answer: Answer): string {
	return answer.free_text_input || answer.action_result?.details || "";
}

/** What kind of step it is, in a word. */
export function kindOf({ content }: Step): string {
	return content.type === "question" ? text.question : kindOfContent(content);
}

const HEAD_MAX = 90;

/** The first words of an instruction that name it ("Clear the queue: open …"), apart from the rest. */
export function headAndBody(content: Step["content"]): { head: string; body: string | null } {
	const { text: whole } = content;
	if (content.type === "question") return { head: whole, body: null };
	const [, head, body] = /^([^:\n]+)(?::\s+|\n+)(.+)$/s.exec(whole) ?? [];
	return head && body && head.length <= HEAD_MAX ? { head, body } : { head: kindOfContent(content), body: whole };
}

function kindOfContent(content: Exclude<Step["content"], { type: "question" }>): string {
	if (content.type === "briefing") return escalationStrings.briefing;
	return content.type === "action" ? text.actionTypes[content.action_type] : text.suggestion;
}

const BETWEEN = " — ";

/** "Question — answer" in its two parts; words that are not put so are all answer. */
export function questionAndAnswer(words: string): [question: string | null, answer: string] {
	const at = words.lastIndexOf(BETWEEN);
	return at > 0 ? [words.slice(0, at), words.slice(at + BETWEEN.length)] : [null, words];
}

const REPEATED = 0.8;

/** Whether nearly every word of `part` stands in `whole` already. */
export function repeats(whole: string, part: string): boolean {
	const known = new Set(wordsOf(whole));
	const words = wordsOf(part);
	return words.length > 0 && words.filter((word) => known.has(word)).length / words.length >= REPEATED;
}

function wordsOf(words: string): string[] {
	return words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
