import { expect, test } from "vitest";
import { percent } from "@/lib/percent";

test.each([
	[0, "0%"],
	[0.0004, "0.1%"],
	[0.048, "4.8%"],
	[0.05, "5%"],
	[0.416, "42%"],
	[0.99, "99%"],
	[0.9961, "99.6%"],
	[0.99999, "99.9%"],
	[1, "100%"],
	[1.5, "150%"],
])("given a share of %f, when it is written, then it is %s: nothing and all are never rounded to", (share, words) => {
	expect(percent(share)).toBe(words);
});
