import { expect, test } from "vitest";
import { answerOf, type Choice, choicesOf, headAndBody, ownWords, repeats, saidOf } from "@/features/case/model/answer";
import { FAILED, makeAction, makeStep, makeSuggestion, WORKED } from "@/features/case/test-kit";

const choice = (step: ReturnType<typeof makeStep>, at: number) => choicesOf(step)[at] as Choice;

test("given a question, when an option is chosen, then its value goes out, with what was typed as a note", () => {
	expect(answerOf(choice(makeStep(0), 1), "")).toEqual({ selected_option: "many" });
	expect(answerOf(choice(makeStep(0), 0), " since Monday ")).toEqual({
		selected_option: "one",
		free_text_input: "since Monday",
	});
});

test("given an action, when it is reported, then success and details go out, never free text", () => {
	expect(choicesOf(makeAction(0)).map(({ kind }) => kind)).toEqual(["completed", "failed"]);
	expect(answerOf(choice(makeAction(0), 0), "")).toEqual({ action_result: { success: true } });
	expect(answerOf(choice(makeAction(0), 1), "access denied")).toEqual({
		action_result: { success: false, details: "access denied" },
	});
});

test("given a suggestion, when it is refused, then the case goes on with what is still wrong", () => {
	expect(answerOf(choice(makeSuggestion(0), 1), "still locked")).toEqual({
		action_result: { success: false, details: "still locked" },
	});
});

test("given typed words, when nothing is chosen, then they answer a question that takes them, and nothing else", () => {
	expect(ownWords(makeStep(0), "  it hums ")).toEqual({ free_text_input: "it hums" });
	expect(ownWords(makeStep(0), "   ")).toBeNull();
	expect(ownWords(makeStep(0, { allow_free_text: false }), "it hums")).toBeNull();
	expect(ownWords(makeAction(0), "it hums")).toBeNull();
});

test.each([
	[makeStep(0, { selected_option: "one" }), { word: "One account", note: null, mood: "plain" }],
	[
		makeStep(0, { selected_option: "one", free_text_input: "jdoe" }),
		{ word: "One account", note: "jdoe", mood: "plain" },
	],
	[makeStep(0, { free_text_input: "it hums" }), { word: "it hums", note: null, mood: "plain" }],
	[makeStep(0, { was_skipped: true }), { word: "Skipped", note: null, mood: "none" }],
	[makeAction(0, { action_result: WORKED }), { word: "Done", note: null, mood: "good" }],
	[
		makeAction(0, { action_result: { ...FAILED, details: "denied" } }),
		{ word: "Did not work", note: "denied", mood: "bad" },
	],
	[makeSuggestion(0, { action_result: FAILED }), { word: "Kept investigating", note: null, mood: "bad" }],
])("given an answer, when it is read, then it is told by its label and how it went (%#)", (step, said) => {
	expect(saidOf(step)).toEqual(said);
});

test("given an instruction that names itself, when it is shown, then the name stands apart and lines are kept", () => {
	expect(headAndBody(makeAction(0).content)).toEqual({
		head: "Clear the queue",
		body: "stop the spooler.\nThen start it.",
	});
	expect(headAndBody(makeStep(0).content)).toEqual({ head: "Question 0?", body: null });
});

test("given a summary, when the text says the same, then it counts as repeated", () => {
	expect(repeats("Cause: a swollen battery. Fix: replace it.", "A swollen battery: replace it")).toBe(true);
	expect(repeats("Replace it.", "Caused by a swollen battery")).toBe(false);
});
