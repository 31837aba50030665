import { expect, test } from "vitest";
import { countLines, endsOf, joined, looksLikeLog, textIn } from "@/features/pilot/log-text";

const lines = (count: number, line: (at: number) => string) =>
	Array.from({ length: count }, (_, at) => line(at)).join("\n");

test.each([
	["dated lines", lines(10, (at) => `2026-11-20 06:12:${10 + at} svchost stopped`)],
	["levels", lines(10, (at) => `[vpnagent] ERROR could not reach gateway ${at}`)],
	["syslog", lines(10, (at) => `Nov 20 06:12:${10 + at} fw01 kernel: drop`)],
	["a stack trace", `System.IO.IOException: denied\n${lines(12, (at) => `   at Contoso.Mail.Send${at}()`)}`],
	["a ping", lines(8, () => "Request timed out.")],
	["ipconfig", `Windows IP Configuration\n${lines(9, (at) => `   DNS Servers${at} . . . . . : 10.0.0.1`)}`],
])("given %s, when it is pasted, then it looks like a log", (_, text) => {
	expect(looksLikeLog(text)).toBe(true);
});

test.each([
	["a description", "Outlook asks for the password again and again since Monday.\nOnly on one laptop."],
	["a long mail", lines(30, (at) => `Paragraph ${at}: the user told me that nothing prints on floor 2.`)],
	["a single error", "2026-11-20 06:12:11 ERROR could not reach gateway"],
	["nothing", ""],
])("given %s, when it is pasted, then it is no log", (_, text) => {
	expect(looksLikeLog(text)).toBe(false);
});

test.each([
	["", 0],
	["a", 1],
	["a\n", 1],
	["a\nb", 2],
	["a\n\n", 2],
])("given %j, when its lines are counted, then there are %i", (text, count) => {
	expect(countLines(text)).toBe(count);
});

test("given a long log, when its ends are shown, then nothing is counted twice", () => {
	const { head, left, tail } = endsOf(
		lines(100, (at) => `line ${at}`),
		2,
	);

	expect(head).toBe("line 0\nline 1");
	expect(left).toBe(96);
	expect(tail).toBe("line 98\nline 99");
});

test("given a few long lines, when the ends are shown, then it is all of them", () => {
	expect(endsOf("a\nb", 2)).toEqual({ head: "a\nb", left: 0, tail: "" });
});

test("given a second log, when it is added, then it begins on its own line under its name", () => {
	expect(joined("a\n\n", "b", "fw.log")).toBe("a\n==== fw.log ====\nb");
	expect(joined("", "b", "fw.log")).toBe("b");
});

test("given files of several encodings, when they are read, then text is text and a program is not", () => {
	expect(textIn(new TextEncoder().encode("größe"))).toBe("größe");
	expect(textIn(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62, 0]))).toBe("ab");
	expect(textIn(Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3]))).toBeNull();
});
