import { expect, test } from "vitest";
import { SseParser } from "@/lib/live/sse";

test("given events cut anywhere, when the pieces are pushed, then each event comes out whole and once", () => {
	const text =
		'retry: 2000\n\n: alive\n\nid: 1-7\nevent: change\ndata: {"a":1}\n\nevent: partial\ndata: {"b":\ndata: 2}\n\n';
	for (let cut = 0; cut < text.length; cut += 1) {
		const parser = new SseParser();

		const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];

		expect(events).toEqual([
			{ event: "change", data: '{"a":1}', id: "1-7" },
			{ event: "partial", data: '{"b":\n2}', id: null },
		]);
	}
});
