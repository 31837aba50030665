/** What lines of logs, traces and console output begin with or hold. */
const LOG_LINES = [
	/^\W{0,3}\d{4}[-/.]\d{2}[-/.]\d{2}[T ,]\s?\d/, // 2026-11-20 06:12
	/^\W{0,3}\d{1,2}[/.]\d{1,2}[/.]\d{2,4}[ ,]+\d/, // 11/20/2026 6:12
	/^\W{0,3}\d{1,2}:\d{2}:\d{2}/,
	/^[A-Z][a-z]{2} +\d{1,2} \d{2}:\d{2}:\d{2} /, // syslog
	/^<\d{1,3}>|^\[ *\d+\.\d{3,}\]/, // syslog with a priority; kernel
	/\b(ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|CRITICAL|SEVERE|NOTICE)\b/,
	/^\s+at \S|^\s*File ".+", line \d+|^(Caused by|Traceback)\b/,
	/^(Reply from|Request timed out|\d+ bytes from) ?/,
	/\. \. ?:|0x[0-9a-f]{8}/i,
];
const LEAST_LINES = 8;
const SHARE = 0.4;

/** Whether a text is the output of machines rather than somebody's words. */
export function looksLikeLog(text: string): boolean {
	const lines = text.split("\n", 500).filter((line) => line.trim());
	if (lines.length < LEAST_LINES) return false;
	const hits = lines.filter((line) => LOG_LINES.some((pattern) => pattern.test(line))).length;
	return hits / lines.length >= SHARE;
}

/** Lines of a text; the end of the last one begins no new one. */
export function countLines(text: string): number {
	if (!text) return 0;
	let count = text.endsWith("\n") ? 0 : 1;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
	return count;
}

/** The first and the last lines of a text that is too long to be shown, and how many stand between. */
export function endsOf(text: string, each = 12): { head: string; left: number; tail: string } {
	const head = nthBreak(text, each);
	const tail = nthBreakFromEnd(text, each);
	if (tail <= head) return { head: text, left: 0, tail: "" };
	return { head: text.slice(0, head), left: countLines(text) - 2 * each, tail: text.slice(tail + 1).trimEnd() };
}

function nthBreak(text: string, count: number): number {
	let at = -1;
	for (let left = count; left > 0; left -= 1) {
		at = text.indexOf("\n", at + 1);
		if (at < 0) return text.length;
	}
	return at;
}

function nthBreakFromEnd(text: string, count: number): number {
	let at = text.endsWith("\n") ? text.length - 1 : text.length;
	for (let left = count; left > 0 && at > 0; left -= 1) at = text.lastIndexOf("\n", at - 1);
	return at;
}

/** One log behind another, with a line that says where the second came from. */
export function joined(log: string, more: string, name?: string): string {
	const titled = name && log.trim() ? `==== ${name} ====\n${more}` : more;
	return log.trim() ? `${log.replace(/\n*$/, "\n")}${titled}` : titled;
}

const MARKS: readonly [string, readonly number[]][] = [
	["utf-8", [0xef, 0xbb, 0xbf]],
	["utf-16le", [0xff, 0xfe]],
	["utf-16be", [0xfe, 0xff]],
];

/** The text in a file, by its byte order mark UTF-8 or UTF-16 (what PowerShell writes); null where it is no text. */
export function textIn(bytes: Uint8Array): string | null {
	const found = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
	if (!found && bytes.subarray(0, 8192).includes(0)) return null;
	return new TextDecoder(found?.[0] ?? "utf-8").decode(bytes);
}
