import { expect, test } from "vitest";
import { drawToasts, toast } from "@/lib/toast";

test("given words said before anything draws them, when it is there, then they are drawn once and later ones at once", () => {
	const drawn: string[] = [];
	toast.error("early");
	drawToasts((kind, words) => drawn.push(`${kind}: ${words}`));
	toast.success("late");
	drawToasts((kind, words) => drawn.push(`${kind}: ${words}`));

	expect(drawn).toEqual(["error: early", "success: late"]);
});
