import { expect, test } from "vitest";
import { NAV } from "@/app/shell/nav";
import { mayAct } from "@/features/auth/api";

test("given an engineer, when the sidebar is drawn, then what an engineer may read is in it", () => {
	const shown = NAV.filter(({ role }) => mayAct("engineer", role)).map(({ to }) => to);

	expect(shown).toEqual(expect.arrayContaining(["/knowledge-gaps", "/analytics"]));
	expect(shown).not.toContain("/review-queue");
});
