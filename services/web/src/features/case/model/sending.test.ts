import { expect, test } from "vitest";
import {
	confirmedStepOf,
	isSettled,
	leftoverOf,
	openStepOf,
	outcomeOf,
	readSending,
	type Sending,
	withAnswer,
	writeSending,
} from "@/features/case/model/sending";
import { makeAction, makeCase, makeStep, makeSuggestion, WORKED } from "@/features/case/test-kit";
import { Problem, unreachable } from "@/lib/problem";

const AT = "2026-11-20T09:01:00Z";
const sendingOf = (stepId: string, answer: Sending["answer"]): Sending => ({ stepId, answer, key: "k-1", at: AT });
const refusal = (status: number, code: string) => new Problem(status, code, "", "No.", "r-1");

test("given an answer on its way, when the case is shown, then the step is answered and the next one awaited", () => {
	const shown = withAnswer(makeCase([makeStep(0)]), sendingOf("step-0", { selected_option: "one" }), {
		name: "sending",
	});

	expect(shown.steps[0]).toMatchObject({ selected_option: "one", responded_at: AT, was_free_text: false });
	expect(shown.awaiting_step).toBe(true);
});

test("given an answer that nobody confirmed, when the case is shown, then it stands there and nothing is awaited", () => {
	const sending = sendingOf("step-0", { free_text_input: "it hums" });
	const shown = withAnswer(makeCase([makeStep(0)]), sending, { name: "unsent", error: unreachable() });

	expect(shown.steps[0]).toMatchObject({ free_text_input: "it hums", was_free_text: true });
	expect(shown.awaiting_step).toBe(false);
});

test("given the server's answer to that step, when the case is shown, then it is the server's", () => {
	const found = makeCase([makeStep(0, { selected_option: "many", responded_at: AT }), makeStep(1)]);

	expect(withAnswer(found, sendingOf("step-0", { selected_option: "one" }), { name: "sending" })).toBe(found);
});

test("given an answer, when the case is read anew, then it is known whether it is open, ours or another's", () => {
	const sending = sendingOf("step-0", { selected_option: "one", free_text_input: "jdoe" });
	const answered = { selected_option: "one", free_text_input: "jdoe", responded_at: AT };

	expect(isSettled(makeCase([makeStep(0)]), sending)).toBe("open");
	expect(isSettled(makeCase([makeStep(0, answered), makeStep(1)]), sending)).toBe("ours");
	expect(isSettled(makeCase([makeStep(0, { ...answered, selected_option: "many" })]), sending)).toBe("taken");
	expect(isSettled(makeCase([]), sending)).toBe("taken");
});

test("given a confirmed suggestion, when the engineer goes on after all, then that answer is still to be given", () => {
	const confirmed = makeSuggestion(0, { action_result: WORKED, responded_at: AT });

	expect(confirmedStepOf(makeCase([confirmed]))).toBe(confirmed);
	expect(isSettled(makeCase([confirmed]), sendingOf("step-0", { action_result: { success: false } }))).toBe("open");
});

test("given a reopened case, when its last question was never answered, then it is no longer the open one", () => {
	expect(openStepOf(makeCase([makeStep(0)]))?.step_id).toBe("step-0");
	expect(openStepOf(makeCase([makeStep(0)], { awaiting_step: true }))).toBeNull();
	expect(openStepOf(makeCase([makeAction(0, { responded_at: AT })]))).toBeNull();
});

test.each([
	[unreachable(), "unsent"],
	[refusal(503, "unavailable"), "unsent"],
	[refusal(401, "not_signed_in"), "unsent"],
	[refusal(429, "rate_limited"), "unsent"],
	[refusal(409, "step_not_open"), "late"],
	[refusal(409, "wrong_status"), "late"],
	[refusal(403, "not_your_session"), "late"],
	[refusal(409, "step_limit"), "refused"],
	[refusal(422, "unknown_option"), "refused"],
])("given a refusal, when it is judged, then it says what becomes of the answer (%#)", (error, outcome) => {
	expect(outcomeOf(error)).toBe(outcome);
});

test("given an answer that came too late, when it is told, then what was typed is kept", () => {
	const sending = sendingOf("step-0", { action_result: { success: false, details: "access denied" } });

	expect(leftoverOf(sending, refusal(409, "step_not_open"))).toMatchObject({ text: "access denied", reason: "taken" });
	expect(leftoverOf(sending, refusal(409, "wrong_status"))).toMatchObject({ reason: "closed" });
});

test("given a kept answer, when the page is loaded anew, then it is there with its key; rubbish is not", () => {
	const sending = sendingOf("step-0", { was_skipped: true });

	expect(readSending(writeSending(sending))).toEqual(sending);
	expect(readSending("")).toBeNull();
	expect(readSending('{"stepId":3}')).toBeNull();
});
