import { expect, test } from "vitest";
import { isAtBottom } from "@/features/case/hooks/useFollow";
import { announcementOf } from "@/features/case/model/announce";
import { moveTo } from "@/features/case/model/grid";
import { clampRevision, eventWord } from "@/features/case/model/history";
import { isGoodSummary, suggestedIn, toConfirm } from "@/features/case/model/resolution";
import { rightsOf } from "@/features/case/model/rights";
import { makeCase, makeStep, makeSuggestion } from "@/features/case/test-kit";

test("given the slider, when it is moved beyond its ends, then it stays on them", () => {
	expect([clampRevision(0, 9), clampRevision(4, 9), clampRevision(99, 9)]).toEqual([1, 4, 9]);
	expect(eventWord("step_answered")).toBe("A step was answered");
	expect(eventWord("something_new")).toBe("something new");
});

test.each([
	["ArrowDown", -1, 0],
	["ArrowUp", -1, 4],
	["ArrowRight", 0, 1],
	["ArrowDown", 0, 2],
	["ArrowDown", 4, 4],
	["ArrowLeft", 0, 0],
	["End", 0, 4],
	["Home", 3, 0],
	["x", 0, null],
])("given five answers in two columns, when %s is pressed at %d, then it leads to %s", (key, at, to) => {
	expect(moveTo(key, at, 5, 2)).toBe(to);
});

test("given the owner, a lead and a reader, when asked what they may do, then each has their own", () => {
	const found = makeCase([makeStep(0)]);

	expect(rightsOf(found, { id: "maya", role: "engineer", team_id: "team-1" })).toMatchObject({
		answer: true,
		resolve: true,
		reassign: false,
		reopen: false,
	});
	expect(rightsOf(found, { id: "ingrid", role: "team_admin", team_id: "team-1" })).toMatchObject({
		answer: false,
		reassign: true,
	});
	expect(rightsOf(found, { id: "paula", role: "viewer", team_id: null })).toMatchObject({
		answer: false,
		reassign: false,
	});
});

test("given a case, when it has no step, is paused or closed, then only what fits is possible", () => {
	const maya = { id: "maya", role: "engineer", team_id: "team-1" } as const;

	expect(rightsOf(makeCase([]), maya).resolve).toBe(false);
	expect(rightsOf(makeCase([makeStep(0)], { status: "paused" }), maya)).toMatchObject({
		answer: false,
		resume: true,
		resolve: true,
	});
	expect(rightsOf(makeCase([makeStep(0)], { status: "resolved" }), maya)).toMatchObject({
		resolve: false,
		reopen: true,
		rate: true,
	});
});

test("given the next step, when the case changes, then it is announced once; an answer is not", () => {
	const before = makeCase([makeStep(0)]);
	const answered = makeCase([makeStep(0, { responded_at: "2026-11-20T09:01:00Z" })], { awaiting_step: true });
	const next = makeCase([...answered.steps, makeStep(1)]);

	expect(announcementOf(before, answered)).toBeNull();
	expect(announcementOf(answered, next)).toBe("Question: Question 1?");
	expect(announcementOf(next, next)).toBeNull();
	expect(announcementOf(next, makeCase(next.steps, { status: "resolved" }))).toBe("The case is closed.");
});

test("given a suggestion, when the case is resolved from it, then it is filled in and confirmed", () => {
	const found = makeCase([makeSuggestion(0)]);

	expect(suggestedIn(found)).toBe("Caused by a swollen battery, fixed by replacing it.");
	expect(toConfirm(found)).toBe("step-0");
	expect(toConfirm(makeCase([makeStep(0)]))).toBeNull();
	expect(toConfirm(makeCase([makeSuggestion(0)], { status: "paused" }))).toBeNull();
});

test.each([
	["", false],
	["abc ", false],
	["fixed", true],
	["x".repeat(2000), true],
	["x".repeat(2001), false],
])("given a summary, when it is checked, then 5 to 2000 characters are good (%#)", (said, good) => {
	expect(isGoodSummary(said)).toBe(good);
});

test("given the end of the page, when it is up to four pixels away, then the reader is at the bottom", () => {
	expect(isAtBottom(600, 400, 1004)).toBe(true);
	expect(isAtBottom(600, 400, 1005)).toBe(false);
});
