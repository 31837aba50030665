import { expect, test } from "vitest";
import type { Consumer } from "@/features/installation/api";
import { countBehind, logEnd } from "@/features/installation/summary";

const consumer = (floor: number, lag: number): Consumer => ({ service: "intake", floor, lag, updated_at: null });

test("given a consumer that is behind, when the figures are added up, then the log ends where it would have come to", () => {
	const found = [consumer(60, 9), consumer(69, 0)];

	expect(logEnd(found)).toBe(69);
	expect(countBehind(found)).toBe(1);
	expect(logEnd([])).toBe(0);
});
