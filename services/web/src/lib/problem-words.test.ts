import { expect, test } from "vitest";
import { Problem } from "@/lib/problem";
import { problemWords } from "@/lib/problem-words";

test.each(["fix_limit", "edit_limit", "note_written", "printer_busy"])(
	"given a refusal with the code %s, when it is told, then in the catalogue's words",
	(code) => {
		expect(problemWords(new Problem(409, code, "", "Server's own.", null))).not.toBe("Server's own.");
	},
);

test("given a refusal that the catalogue does not know, when it is told, then in the server's words", () => {
	expect(problemWords(new Problem(409, "unheard_of", "", "Server's own.", null))).toBe("Server's own.");
	expect(problemWords(new Error("x is not a function"))).toBe("Something went wrong");
});
