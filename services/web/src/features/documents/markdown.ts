/** A small part of Markdown, read into blocks: what closing documents are written in. Everything else is words. */
export type Block =
	| { kind: "heading"; level: number; text: Span[] }
	| { kind: "paragraph"; text: Span[] }
	| { kind: "list"; ordered: boolean; items: Span[][] }
	| { kind: "code"; text: string };

export interface Span {
	text: string;
	look?: "code" | "strong";
}

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const ITEM = /^ {0,3}(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const FENCE = /^ {0,3}```/;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const ENTITY = /&(amp|lt|gt|quot);/g;
const MARKS = /(`+)([^`](?:.*?[^`])??)\1(?!`)|\*\*(?=\S)(.+?\S|\S)\*\*/;
const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

export function readMarkdown(markdown: string): Block[] {
	const blocks: Block[] = [];
	const lines = markdown.replace(/\r\n?/g, "\n").split("\n");
	for (let at = 0; at < lines.length; ) at = readBlock(lines, at, blocks);
	return blocks;
}

function readBlock(lines: string[], at: number, blocks: Block[]): number {
	const line = lines[at] ?? "";
	if (line.trim() === "") return at + 1;
	if (FENCE.test(line)) return readCode(lines, at, blocks);
	const heading = HEADING.exec(line);
	if (heading) {
		blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, text: readSpans(heading[2] ?? "") });
		return at + 1;
	}
	return ITEM.test(line) ? readList(lines, at, blocks) : readParagraph(lines, at, blocks);
}

function readCode(lines: string[], at: number, blocks: Block[]): number {
	const rest = lines.slice(at + 1);
	const closing = rest.findIndex((line) => FENCE.test(line));
	const inside = closing < 0 ? rest : rest.slice(0, closing);
	blocks.push({ kind: "code", text: inside.join("\n") });
	return at + 1 + inside.length + (closing < 0 ? 0 : 1);
}

function readList(lines: string[], at: number, blocks: Block[]): number {
	const ordered = ITEM.exec(lines[at] ?? "")?.[2] !== undefined;
	const items: string[] = [];
	let next = at;
	for (; next < lines.length; next += 1) {
		const line = lines[next] ?? "";
		const item = ITEM.exec(line);
		if (item) items.push(item[3] ?? "");
		else if (line.trim() === "" || HEADING.test(line)) break;
		else items.push(`${items.pop() ?? ""}\n${line.trim()}`);
	}
	blocks.push({ kind: "list", ordered, items: items.map(readSpans) });
	return next;
}

function readParagraph(lines: string[], at: number, blocks: Block[]): number {
	const inside: string[] = [];
	let next = at;
	for (; next < lines.length; next += 1) {
		const line = lines[next] ?? "";
		if (line.trim() === "" || HEADING.test(line) || ITEM.test(line) || FENCE.test(line)) break;
		inside.push(line.trim());
	}
	blocks.push({ kind: "paragraph", text: readSpans(inside.join("\n")) });
	return next;
}

/** Words, code and what is set strong; an escaped sign begins nothing. */
export function readSpans(words: string): Span[] {
	const spans: Span[] = [];
	let rest = hide(words);
	for (let found = MARKS.exec(rest); found; found = MARKS.exec(rest)) {
		if (found.index > 0) spans.push({ text: show(rest.slice(0, found.index)) });
		const code = found[2];
		spans.push(code === undefined ? { text: show(found[3] ?? ""), look: "strong" } : { text: raw(code), look: "code" });
		rest = rest.slice(found.index + found[0].length);
	}
	if (rest !== "") spans.push({ text: show(rest) });
	return spans;
}

/** Escaped signs out of the way, as characters of a private area. */
function hide(words: string): string {
	return words.replace(ESCAPED, (_, sign: string) => String.fromCodePoint(0xf0000 + sign.charCodeAt(0)));
}

function show(words: string): string {
	return back(words, (sign) => sign).replace(ENTITY, (entity, name: string) => SIGNS[name] ?? entity);
}

function raw(words: string): string {
	return back(words, (sign) => `\\${sign}`);
}

function back(words: string, write: (sign: string) => string): string {
	return words.replace(/[\u{F0000}-\u{F007F}]/gu, (hidden) =>
		write(String.fromCharCode((hidden.codePointAt(0) ?? 0) - 0xf0000)),
	);
}
