import { expect, test } from "vitest";
import { begin, MAX_STEPS, redo, step, undo } from "@/features/flows/model/history";

const many = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

test("given steps, when all are undone and done again, then everything is as it was before and after", () => {
	const done = many(20).reduce((history, value) => step(history, value, null, value), begin(0));
	const undone = many(20).reduce(undo, done);

	expect(undone.present).toBe(0);
	expect(undo(undone)).toBe(undone);
	const again = many(20).reduce(redo, undone);
	expect(again.present).toBe(20);
	expect(redo(again)).toBe(again);
});

test("given words typed at one place without a rest, when undone once, then they are all gone; those after a rest are another step", () => {
	let history = begin("");
	for (const [at, words] of ["H", "He", "Hel"].entries()) history = step(history, words, "title", at * 100);
	history = step(history, "Hel!", "title", 5000);

	expect(undo(history).present).toBe("Hel");
	expect(undo(undo(history)).present).toBe("");
});

test("given something undone, when another step is made, then nothing is left to do again", () => {
	const history = step(undo(step(begin("a"), "b", "title", 0)), "c", "title", 1);

	expect(history.future).toEqual([]);
	expect(undo(history).present).toBe("a");
});

test("given more steps than are kept, when all are undone, then the oldest kept one is shown", () => {
	const steps = MAX_STEPS + 50;
	const history = many(steps).reduce((all, value) => step(all, value, null, value), begin(0));

	expect(many(steps).reduce(undo, history).present).toBe(50);
});
