import { expect, test } from "vitest";
import { formatAgo, formatElapsed } from "@/lib/dates";
import { initialsOf } from "@/lib/names";

test.each([
	[0, "0s"],
	[59.9, "59s"],
	[60, "1m"],
	[3599, "59m"],
	[3900, "1h 5m"],
])("given %d seconds, when they are written, then they read %s", (seconds, text) => {
	expect(formatElapsed(seconds)).toBe(text);
});

test.each([
	["2026-11-20T11:59:30Z", "now"],
	["2026-11-20T11:55:00Z", "5 minutes ago"],
	["2026-11-20T09:00:00Z", "3 hours ago"],
	["2026-11-19T12:00:00Z", "yesterday"],
])("given %s, when it is told at noon, then it was %s", (instant, text) => {
	expect(formatAgo(instant, new Date("2026-11-20T12:00:00Z"))).toBe(text);
});

test.each([
	["Maya Osei", "MO"],
	["Cher", "C"],
	["  Ana  de la Cruz ", "AC"],
	["", ""],
])("given %j, when shortened, then it is %j", (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
