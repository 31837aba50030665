import { expect, test } from "vitest";
import { GONE_MS, stillHere, withPresence } from "@/features/case/model/presence";

const word = (user_id: string, here = true) => ({ session_id: "s", user_id, name: user_id, here });

test("given people on a case, when one comes, comes again and leaves, then the list says who is there", () => {
	const two = withPresence(withPresence([], word("maya"), 1), word("ingrid"), 2);

	expect(two.map(({ name }) => name)).toEqual(["ingrid", "maya"]);
	expect(withPresence(two, word("maya"), 3)).toHaveLength(2);
	expect(withPresence(two, word("maya", false), 3).map(({ name }) => name)).toEqual(["ingrid"]);
});

test("given somebody of whom nothing is heard, when time passes, then they are gone", () => {
	const one = withPresence([], word("maya"), 0);

	expect(stillHere(one, GONE_MS - 1)).toBe(one);
	expect(stillHere(one, GONE_MS)).toEqual([]);
});
