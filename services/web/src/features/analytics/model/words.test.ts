import { expect, test } from "vitest";
import { changeOf } from "@/features/analytics/model/change";
import { everyOf, linesOf, ticksOf, timeTicksOf } from "@/features/analytics/model/plot";
import { verdictWords } from "@/features/analytics/model/verdict";
import { duration, intervalWords, partsOf, points, valueWords } from "@/features/analytics/model/words";
import { makeComparison, makeFigure, makePoint, makeTier } from "@/features/analytics/test-kit";
import { percent } from "@/lib/percent";

test.each([
	[0, "0 s"],
	[0.3, "under 1 s"],
	[59.6, "1 min"],
	[59, "59 s"],
	[90, "1 min 30 s"],
	[700, "12 min"],
	[3599, "1 h"],
	[3600, "1 h"],
	[3900, "1 h 5 min"],
	[86_399, "1 d"],
	[100_800, "1 d 4 h"],
])("given %d seconds, when they are written, then they read %s", (seconds, words) => {
	expect(duration(seconds)).toBe(words);
});

test.each([
	["count", 1234, "1,234"],
	["share", 0.756, "76%"],
	["share", 0.024, "2.4%"],
	["share", 0, "0%"],
	["share", 1, "100%"],
	["steps", 4.5, "4.5"],
	["rating", 4, "4.0 of 5"],
	["usd", 0.0123, "$0.0123"],
	["usd", 1.5, "$1.50"],
	["usd", 0, "$0.00"],
	["seconds", null, "–"],
] as const)("given a value in %s of %s, when it is written, then it reads %s", (unit, value, words) => {
	expect(valueWords(unit, value)).toBe(words);
});

test("given a share, when its interval is told, then with both ends; other figures have none", () => {
	expect(intervalWords({ low: 0.6, high: 0.864 })).toBe("60% to 86%");
	expect(intervalWords({ low: null, high: null })).toBeNull();
	expect([points(0.01), points(-0.12), points(0.004)]).toEqual(["1 point", "12 points", "0.4 points"]);
});

test("given a share that changed by more than chance, when it is compared, then it says which way and whether that is good", () => {
	expect(changeOf(makeFigure())).toEqual({ direction: "up", better: true, words: "Up 25 points from 50%" });
	const escalated = makeFigure({ key: "escalation_rate", value: 0.4, low: 0.3, high: 0.45, previous: 0.2 });
	expect(changeOf(escalated)).toEqual({ direction: "up", better: false, words: "Up 20 points from 20%" });
});

test("given a share that was where this one may well lie, when it is compared, then it may be chance, and is not praised", () => {
	expect(changeOf(makeFigure({ previous: 0.7 }))).toEqual({
		direction: "up",
		better: null,
		words: "Up 5 points from 70%, may be chance",
	});
});

test.each([
	[{ previous: null, previous_count: 0 }, "No comparison: nothing before"],
	[{ previous: null, previous_count: 2 }, "No comparison: too few"],
	[{ previous_count: 4 }, "No comparison: too few"],
	[{ count: 4 }, "No comparison: too few"],
	[{ value: null }, "No comparison: too few"],
	[{ previous: 0.7512 }, "As before (75%)"],
] as const)("given a figure with %j, when it is compared, then it says %s", (changes, words) => {
	expect(changeOf(makeFigure(changes))).toMatchObject({ better: null, words });
});

test("given counts and times, when they are compared, then in parts of what was before; more sessions are neither good nor bad", () => {
	const none = { low: null, high: null };
	const sessions = makeFigure({
		key: "sessions",
		unit: "count",
		value: 3,
		count: 3,
		previous: 2,
		previous_count: 2,
		...none,
	});
	expect(changeOf(sessions)).toEqual({ direction: "up", better: null, words: "Up 50% from 2" });
	const time = makeFigure({ key: "median_time_to_resolution", unit: "seconds", value: 600, previous: 1200, ...none });
	expect(changeOf(time)).toEqual({ direction: "down", better: true, words: "Down 50% from 20 min" });
	const cost = makeFigure({ key: "cost_per_resolved", unit: "usd", value: 0.5, previous: 0, ...none });
	expect(changeOf(cost)).toEqual({ direction: "up", better: false, words: "Up $0.50 from $0.00" });
});

test("given two tiers, when they are compared, then the sentence says no more than the interval", () => {
	const rows = [makeTier("guided"), makeTier("discovery", { ended: 3 })];

	expect(verdictWords(makeComparison(), rows)).toBe(
		"Yes: guided cases are resolved more often than discovery ones, by 15 points (95% interval +2 to +29 points).",
	);
	expect(verdictWords(makeComparison({ difference: -0.15, low: -0.29, high: -0.02, verdict: "worse" }), rows)).toMatch(
		/^No: guided cases are resolved less often than discovery ones, by 15 points/,
	);
	expect(verdictWords(makeComparison({ low: -0.04, verdict: "no_difference_shown" }), rows)).toMatch(
		/^No difference is shown.*-4 to \+29 points, includes none/,
	);
	const few = makeComparison({ difference: null, low: null, high: null, verdict: "too_few" });
	expect(verdictWords(few, rows)).toBe(
		"Too few to say: 40 guided and 3 discovery cases ended; at least 30 of each are needed.",
	);
});

test("given what a chart shows, when its scale is chosen, then it ends above it in round numbers", () => {
	expect(ticksOf(7)).toEqual([0, 2, 4, 6, 8]);
	expect(ticksOf(0)).toEqual([0, 1]);
	expect(ticksOf(1)).toEqual([0, 1]);
	expect(ticksOf(1000).at(-1)).toBe(1000);
	expect(timeTicksOf(5400)).toEqual([0, 1800, 3600, 5400]);
	expect(timeTicksOf(90)).toEqual([0, 30, 60, 90]);
	expect(timeTicksOf(0)).toEqual([0, 1]);
	expect(timeTicksOf(12 * 86_400)).toEqual([0, 5, 10, 15].map((days) => days * 86_400));
	for (const most of [3, 11, 99, 12_345]) {
		expect(ticksOf(most).at(-1)).toBeGreaterThanOrEqual(most);
		expect(timeTicksOf(most).at(-1)).toBeGreaterThanOrEqual(most);
		expect(ticksOf(most).length).toBeLessThanOrEqual(6);
	}
});

test("given values with a hole, when a line is drawn, then it breaks there", () => {
	expect(linesOf([1, 2, null, 4], 4)).toEqual([
		[
			{ x: 0.125, y: 0.25 },
			{ x: 0.375, y: 0.5 },
		],
		[{ x: 0.875, y: 1 }],
	]);
	expect([everyOf(30, 12), everyOf(5, 12)]).toEqual([3, 1]);
});

test("given a stretch of time, when it is told, then what is not known is left out", () => {
	expect(partsOf(makePoint("2026-11-20"))).toEqual([
		"4 sessions",
		"3 resolved",
		"1 escalated",
		"50% matched",
		"4.5 steps",
		"12 min",
	]);
	const none = { resolved: 0, escalated: 0, match_rate: null, median_steps: null, median_seconds: null };
	expect(partsOf(makePoint("2026-11-20", { sessions: 0, ...none }))).toEqual(["0 sessions"]);
	expect(percent(0.5)).toBe("50%");
});
