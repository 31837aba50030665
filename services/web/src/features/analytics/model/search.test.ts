import { expect, test } from "vitest";
import { addDays, countDays, isDay, rangeWords } from "@/features/analytics/model/days";
import { addressOf, askedOf, drillOf } from "@/features/analytics/model/drill";
import { intervalOf, isOwn, scopeOf, searchOf } from "@/features/analytics/model/search";

const TODAY = "2026-11-20";
const TEAM = "0199c0de-0000-7000-8000-000000000001";

test("given an address with every filter, when it is read, then nothing is lost", () => {
	const search = { period: "90d", team: TEAM, client: TEAM, domain: "m365", held: 30, interval: "week", by: "team" };

	expect(searchOf(search)).toEqual(search);
});

test("given nonsense in the address, when it is read, then it is left out", () => {
	const raw = {
		period: "soon",
		from: "2026-02-30",
		to: "0026-11-20",
		team: "x",
		held: 3,
		by: ["team"],
		interval: null,
	};

	expect(searchOf(raw)).toEqual({});
});

test.each([
	["7d", "2026-11-14"],
	["30d", "2026-10-22"],
	["90d", "2026-08-23"],
	["quarter", "2026-10-01"],
	["year", "2026-01-01"],
] as const)("given the period %s, when it is asked for, then it begins on %s and ends today", (period, since) => {
	expect(scopeOf({ period }, TODAY)).toEqual({ since, until: TODAY, held_days: 7 });
});

test("given an address without a period, when it is asked for, then it is the last 30 days", () => {
	expect(scopeOf({}, TODAY)).toEqual(scopeOf({ period: "30d" }, TODAY));
	expect(isOwn({})).toBe(false);
});

test("given days of one's own, when one is missing or they are the wrong way round, then they still are a period", () => {
	expect(scopeOf({ from: "2026-03-01", to: "2026-03-31" }, TODAY)).toMatchObject({ since: "2026-03-01" });
	expect(scopeOf({ to: "2026-03-31" }, TODAY)).toMatchObject({ since: "2026-03-02", until: "2026-03-31" });
	expect(scopeOf({ from: "2026-03-31", to: "2026-03-01" }, TODAY)).toMatchObject({
		since: "2026-03-01",
		until: "2026-03-31",
	});
});

test("given filters, when they are asked for, then the API is told each by its own name", () => {
	const search = searchOf({ team: TEAM, client: TEAM, domain: "m365", held: 1 });

	expect(scopeOf(search, TODAY)).toMatchObject({ team_id: TEAM, client_id: TEAM, domain: "m365", held_days: 1 });
});

test("given a longer period, when nothing is chosen, then it is shown by longer stretches", () => {
	const by = (since: string) => intervalOf(undefined, { since, until: TODAY, held_days: 7 });

	expect([by("2026-10-22"), by("2026-08-23"), by("2026-01-01")]).toEqual(["day", "week", "month"]);
	expect(intervalOf("day", { since: "2026-01-01", until: TODAY, held_days: 7 })).toBe("day");
});

test("given days, when they are counted and added, then a change of the clocks changes nothing", () => {
	expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
	expect(countDays("2026-03-28", "2026-03-30")).toBe(3);
	expect(["2028-02-29", "2026-02-29", "20-01-01", 7].map(isDay)).toEqual([true, false, false, false]);
});

test("given a range, when it is told, then a year stands there once, unless it has two", () => {
	expect(rangeWords("2026-10-22", "2026-11-20")).toBe("Oct 22 – Nov 20, 2026");
	expect(rangeWords("2025-12-30", "2026-01-05")).toBe("Dec 30, 2025 – Jan 5, 2026");
	expect(rangeWords("2026-01-05", "2026-01-05")).toBe("Jan 5, 2026");
});

test("given a number of the page, when its address is read again, then the same sessions are asked for", () => {
	const drill = {
		figure: "resolved_rate",
		part: "hits",
		of: "tier",
		value: "guided",
		start: TODAY,
		end: TODAY,
	} as const;
	const address = addressOf({ period: "7d", held: 1, by: "tier" }, drill);

	expect(drillOf(address)).toEqual(drill);
	expect(askedOf(scopeOf(searchOf(address), TODAY), drillOf(address))).toEqual({
		since: TODAY,
		until: TODAY,
		held_days: 1,
		figure: "resolved_rate",
		part: "hits",
		by: "tier",
		value: "guided",
	});
});

test("given an address of sessions with nonsense, when it is read, then the rest is kept; a number is a text", () => {
	expect(drillOf({ figure: "everything", part: "some", of: "colour", value: "x", start: "now" })).toEqual({});
	expect(drillOf({ of: "model", value: 4 })).toEqual({ of: "model", value: "4" });
});
