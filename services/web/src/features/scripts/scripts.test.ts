import { expect, test } from "vitest";
import { bodyOf, draftOf, EMPTY, faultAt, isDraft, keysIn, newParameter, undeclaredIn } from "@/features/scripts/draft";
import { countFilters, searchOf, withoutFilters } from "@/features/scripts/filters";
import { mayEdit } from "@/features/scripts/rights";
import { fileText } from "@/features/scripts/script-file";
import { makeParameter, makeTemplate } from "@/features/scripts/test-kit";
import { faultsByKey, filledIn, firstValues, missing } from "@/features/scripts/values";
import { Problem } from "@/lib/problem";
import { MAYA } from "@/test/render";

test("given an address, when it is read, then only what filters is taken, and the usual is left out", () => {
	const raw = { q: " disk ", shell: "bash", state: "offered", order: "used", category: "", other: 1 };
	expect(searchOf(raw)).toEqual({ q: "disk", shell: "bash", order: "used" });
	expect(searchOf({ shell: "zsh", state: "gone", q: 4740 })).toEqual({ q: "4740" });
	expect(countFilters({ q: "disk", state: "all", order: "used" })).toBe(2);
	expect(withoutFilters({ q: "disk", order: "used" })).toEqual({ order: "used" });
});

test("given a template, when it is drafted and sent again, then it says the same", () => {
	const template = makeTemplate({
		parameters_schema: {
			parameters: [
				makeParameter("user", {
					validation: { pattern: "[a-z]+", min_length: 2, max_length: 20, minimum: null, maximum: null },
				}),
				makeParameter("days", { field_type: "number", default: 30, required: false }),
				makeParameter("log", { field_type: "select", options: ["System", "Setup"], default: "Setup" }),
				makeParameter("force", { field_type: "boolean", default: true, required: false }),
				makeParameter("secret", { field_type: "password" }),
			],
		},
	});
	const body = bodyOf(draftOf(template));
	expect(body.parameters_schema?.parameters).toEqual([
		template.parameters_schema.parameters[0],
		{ ...template.parameters_schema.parameters[1], default: "30" },
		...template.parameters_schema.parameters.slice(2),
	]);
	expect(body).toMatchObject({ name: template.name, slug: template.slug, body: template.body, team_id: null });
});

test("given a parameter that became a password, when it is sent, then it has no default", () => {
	const parameter = { ...newParameter("secret", []), fieldType: "password" as const, default: "hunter2" };
	expect(JSON.stringify(bodyOf({ ...EMPTY, parameters: [parameter] }))).not.toContain("hunter2");
});

test("given a body, when its placeholders are looked for, then each key is found once", () => {
	expect(keysIn("a {{ user }} {{user}} {{ 9 }} {{ user_name }} {user}")).toEqual(["user", "user_name"]);
	const draft = { ...EMPTY, body: "a {{ user }} {{ host }}", parameters: [newParameter("user", [])] };
	expect(undeclaredIn(draft)).toEqual(["host"]);
	expect(newParameter("user_name", []).label).toBe("User name");
});

test("given faults, when one is looked for by its place, then also one below it is found", () => {
	const faults = [{ code: "text", where: "parameters.0.options.1", message: "No.", line: null }];
	expect(faultAt(faults, "parameters.0.options")).toBe("No.");
	expect(faultAt(faults, "parameters.0.opt")).toBeUndefined();
});

test("given what a tab kept, when it is no draft of today, then it is not taken", () => {
	expect(isDraft(EMPTY)).toBe(true);
	for (const other of [null, 5, {}, { ...EMPTY, body: undefined }].slice(0, 3)) expect(isDraft(other)).toBe(false);
});

const ASKED = [
	makeParameter("user"),
	makeParameter("days", { field_type: "number", default: 30, required: false }),
	makeParameter("log", { field_type: "select", options: ["System", "Setup"] }),
	makeParameter("force", { field_type: "boolean", default: true }),
	makeParameter("secret", { field_type: "password" }),
];

test("given what is known, when the form begins, then a password is never filled in", () => {
	const known = { user: "anna", log: "Security", force: "false", secret: "[redacted]" };
	expect(firstValues(ASKED, known)).toEqual({ user: "anna", days: "30", log: "", force: false, secret: "" });
	expect(firstValues(ASKED)).toEqual({ user: "", days: "30", log: "", force: true, secret: "" });
	expect([...filledIn(ASKED, known)]).toEqual(["user", "force"]);
});

test("given an incomplete form, when it is sent, then what is needed is named", () => {
	expect(Object.keys(missing(ASKED, { ...firstValues(ASKED), user: "anna" }))).toEqual(["log", "secret"]);
});

test("given a refusal, when its faults are read, then each is at its parameter", () => {
	const faults = [{ code: "too_short", where: "parameters.secret", message: "Too short.", line: null }];
	const refusal = new Problem(422, "parameters_invalid", "", "", null, { faults });
	expect(faultsByKey(refusal)).toEqual({ secret: "Too short." });
	expect(faultsByKey(new Problem(500, "internal", "", "", null))).toEqual({});
});

test("given a script for PowerShell, when it is a file, then it begins with a byte order mark", () => {
	expect(fileText("a.ps1", "Get-Date")).toBe("\ufeffGet-Date");
	expect(fileText("a.sh", "date")).toBe("date");
});

test("given templates of teams, when rights are asked for, then as the server says", () => {
	const lead = { ...MAYA, role: "team_admin" as const };
	const [ours, theirs, all] = [{ team_id: "team-1" }, { team_id: "team-2" }, { team_id: null }];
	expect([ours, theirs, all].map((template) => mayEdit(lead, template))).toEqual([true, false, true]);
	expect([ours, theirs, all].map((template) => mayEdit(MAYA, template))).toEqual([false, false, false]);
	expect(mayEdit({ ...MAYA, role: "account_admin" }, theirs)).toBe(true);
});
