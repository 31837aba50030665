import { expect, test } from "vitest";
import { forgetAttempt, keyFor } from "@/features/pilot/attempt";
import { bodyOf, intakeTypeOf, isOver } from "@/features/pilot/intake";
import { isPicture } from "@/features/pilot/picture-file";
import { isReady, stagesDone } from "@/features/pilot/stages";

const ticket = { id: "48213", connection_id: "psa-1" };
const nothing = { text: "", log: "", pictures: [], ticket: null };

test.each([
	[nothing, null],
	[{ ...nothing, text: " \n" }, null],
	[{ ...nothing, text: "no mail" }, "free_text"],
	[{ ...nothing, log: "ERROR 5" }, "log_paste"],
	[{ ...nothing, pictures: ["/api/v1/uploads/1"] }, "screenshot"],
	[{ ...nothing, text: "no mail", log: "ERROR 5" }, "combined"],
	[{ ...nothing, log: "ERROR 5", pictures: ["/api/v1/uploads/1"] }, "combined"],
	[{ ...nothing, ticket }, "psa_ticket"],
	[{ ...nothing, text: "no mail", ticket }, "combined"],
])("given %j, when its type is chosen, then it is %s", (intake, type) => {
	expect(intakeTypeOf(intake)).toBe(type);
});

test("given parts that are empty, when the request is made, then they are not in it", () => {
	const body = bodyOf({ text: " no mail ", log: "", pictures: [], clientId: null, ticket: null });

	expect(body).toEqual({ intake_type: "free_text", intake_content: { text: "no mail" } });
});

test("given a log and a client, when the request is made, then the log is as it was pasted", () => {
	const body = bodyOf({ text: "", log: "  at main\n", pictures: [], clientId: "c1", ticket: null });

	expect(body).toEqual({ intake_type: "log_paste", intake_content: { log_content: "  at main\n" }, client_id: "c1" });
});

test("given a ticket alone, when the request is made, then it names ticket and connection and nothing else", () => {
	const body = bodyOf({ ...nothing, clientId: null, ticket });

	expect(body).toEqual({
		intake_type: "psa_ticket",
		intake_content: {},
		psa_ticket_id: "48213",
		psa_connection_id: "psa-1",
	});
});

test("given text outside ASCII, when it is measured, then its bytes count", () => {
	expect(isOver("ä".repeat(60), 100)).toBe(true);
	expect(isOver("a".repeat(100), 100)).toBe(false);
	expect(isOver("a".repeat(101), 100)).toBe(true);
});

test("given the same intake, when it is sent again after a reload, then its key is the same until it has arrived", () => {
	const first = keyFor({ text: "no mail" });

	expect(keyFor({ text: "no mail" })).toBe(first);
	expect(keyFor({ text: "no mail at all" })).not.toBe(first);
	const third = keyFor({ text: "no mail" });
	forgetAttempt();
	expect(keyFor({ text: "no mail" })).not.toBe(third);
});

test.each([
	[[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], true],
	[[0xff, 0xd8, 0xff, 0xe0], true],
	[[...new TextEncoder().encode("GIF89a")], true],
	[[...new TextEncoder().encode("RIFF----WEBP")], true],
	[[...new TextEncoder().encode("<svg xmlns=")], false],
	[[...new TextEncoder().encode("RIFF----WAVE")], false],
])("given a file that begins with %j, when it is checked, then being a picture is %s", (head, expected) => {
	expect(isPicture(Uint8Array.from(head))).toBe(expected);
});

test.each([
	["received", 0, 1],
	["classified", 0, 2],
	["matched", 0, 3],
	["diagnosing", 0, 3],
	["diagnosing", 1, 4],
] as const)("given a case at %s with %i steps, when its stages are counted, then %i are done", (stage, steps, done) => {
	expect(stagesDone({ stage, steps: Array(steps).fill({}) })).toBe(done);
});

test("given a case whose first step failed, when it is looked at, then it is ready to be opened", () => {
	const failure = {
		order: 0,
		attempt: 1,
		code: "x",
		detail: "y",
		retriable: true,
		engine: "claude",
		correlation_id: "c",
	} as const;

	expect(isReady({ steps: [], status: "active", failure: null })).toBe(false);
	expect(isReady({ steps: [], status: "active", failure })).toBe(true);
});
