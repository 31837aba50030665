import { expect, test } from "vitest";
import { type Block, readMarkdown, readSpans, type Span } from "@/features/documents/markdown";

const words = (spans: Span[]) => spans.map(({ text }) => text).join("");

function outline(block: Block): string {
	if (block.kind === "list") return `${block.ordered ? "1." : "-"} ${block.items.map(words).join(" | ")}`;
	return block.kind === "code" ? `\`${block.text}\`` : `${block.kind}: ${words(block.text)}`;
}

test("given a closing document, when it is read, then its headings, paragraphs and lists are known", () => {
	const markdown =
		"## Problem\n\nIt dropped\nagain.\n\n## What was done\n- One\n- Two\n  more\n\n1. First\n2) Second\n";

	expect(readMarkdown(markdown).map(outline)).toEqual([
		"heading: Problem",
		"paragraph: It dropped\nagain.",
		"heading: What was done",
		"- One | Two\nmore",
		"1. First | Second",
	]);
});

test("given code, when it is read, then nothing in it means anything, closed or not", () => {
	expect(readMarkdown("```\n## no\n- no\n```\nafter").map(outline)).toEqual(["`## no\n- no`", "paragraph: after"]);
	expect(readMarkdown("```sh\nls").map(outline)).toEqual(["`ls`"]);
});

test.each([
	["plain", [{ text: "plain" }]],
	["run `a*b` now", [{ text: "run " }, { text: "a*b", look: "code" }, { text: " now" }]],
	["**sure** thing", [{ text: "sure", look: "strong" }, { text: " thing" }]],
	["\\*\\*no\\*\\* \\`no\\`", [{ text: "**no** `no`" }]],
	["`C:\\\\temp`", [{ text: "C:\\\\temp", look: "code" }]],
	["&lt;b&gt; &amp;amp; &copy;", [{ text: "<b> &amp; &copy;" }]],
	["** not**", [{ text: "** not**" }]],
	["[x](javascript:alert(1)) <img src=x>", [{ text: "[x](javascript:alert(1)) <img src=x>" }]],
])("given a line, when it is read, then only code and strong words are told apart (%#)", (line, spans) => {
	expect(readSpans(line)).toEqual(spans);
});

test("given very long and strange lines, when they are read, then it takes no time and loses nothing", () => {
	for (const strange of ["*", "`", "\\", "#", "- ", "**a", "`a", "&", "\u{F0041}"]) {
		const began = performance.now();
		readMarkdown(strange.repeat(20_000 / strange.length));
		expect(performance.now() - began).toBeLessThan(1000);
	}
});
