/** One server-sent event. */
export interface ServerEvent {
	event: string;
	data: string;
	id: string | null;
}

/** Cuts a stream of text into server-sent events; comments and `retry` are dropped. */
export class SseParser {
	private rest = "";

	push(text: string): ServerEvent[] {
		const blocks = (this.rest + text.replaceAll("\r\n", "\n")).split("\n\n");
		this.rest = blocks.pop() ?? "";
		return blocks.map(eventOf).filter((event) => event !== null);
	}
}

function eventOf(block: string): ServerEvent | null {
	const fields = new Map<string, string[]>();
	for (const line of block.split("\n")) {
		const [, name, value] = /^([^:]+):? ?(.*)$/.exec(line) ?? [];
		if (name) fields.set(name, [...(fields.get(name) ?? []), value ?? ""]);
	}
	const data = fields.get("data");
	if (!data) return null;
	return {
		event: fields.get("event")?.at(-1) ?? "message",
		data: data.join("\n"),
		id: fields.get("id")?.at(-1) ?? null,
	};
}
