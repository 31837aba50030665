import type { LiveMessage } from "@/lib/live/messages";
import { type ServerEvent, SseParser } from "@/lib/live/sse";

const ADDRESS = "/api/v1/events";
const RETRY_MS = [250, 500, 1000, 2000, 5000];
/** The server sends a heartbeat every 15 s: after this long nobody is there any more. */
const SILENCE_MS = 40_000;

/**
 * Read the feed until `signal` aborts or nobody is signed in, from `after` on, again and again where it breaks off.
 * `fetch` instead of EventSource: it can resume from an id, and it says why the server refuses.
 */
export async function readFeed(after: string | null, tell: (message: LiveMessage) => void, signal: AbortSignal) {
	let last = after;
	let failures = 0;
	const pass = (message: LiveMessage) => {
		if ("id" in message && message.id) last = message.id;
		if (message.kind === "open") failures = 0;
		tell(message);
	};
	while (!signal.aborted) {
		const outcome = await readOnce(last, pass, signal);
		if (signal.aborted) return;
		if (outcome === "signed-out") return tell({ kind: "ended" });
		if (outcome === "not-for-role") return;
		if (outcome === "failed") tell({ kind: "lost" });
		await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0, signal);
		failures += 1;
	}
}

type Outcome = "broken-off" | "failed" | "signed-out" | "not-for-role";

async function readOnce(
	after: string | null,
	tell: (message: LiveMessage) => void,
	signal: AbortSignal,
): Promise<Outcome> {
	const silence = new AbortController();
	let timer = setTimeout(() => silence.abort(), SILENCE_MS);
	try {
		const response = await fetch(ADDRESS, {
			headers: { accept: "text/event-stream", ...(after ? { "last-event-id": after } : {}) },
			signal: AbortSignal.any([signal, silence.signal]),
			cache: "no-store",
		});
		if (response.status === 401) return "signed-out";
		if (response.status === 403) return "not-for-role";
		if (!response.ok || !response.body) return "failed";
		tell({ kind: "open" });
		if (!after) tell({ kind: "gap", id: null });
		const parser = new SseParser();
		const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
		for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
			clearTimeout(timer);
			timer = setTimeout(() => silence.abort(), SILENCE_MS);
			for (const event of parser.push(piece.value)) {
				const message = messageOf(event);
				if (message) tell(message);
			}
		}
		return "broken-off";
	} catch {
		return "failed"; // no network, no server, or silent for too long: each is tried again
	} finally {
		clearTimeout(timer);
	}
}

/** What a server's event means to us. */
export function messageOf({ event, data, id }: ServerEvent): LiveMessage | null {
	if (event === "change" && id) return { kind: "change", change: JSON.parse(data), id };
	if (event === "partial") return { kind: "partial", partial: JSON.parse(data) };
	if (event === "presence") return { kind: "presence", presence: JSON.parse(data) };
	if (event === "resync") return { kind: "gap", id };
	return null;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			window.removeEventListener("online", done);
			signal.removeEventListener("abort", done);
			resolve();
		};
		const timer = setTimeout(done, milliseconds);
		window.addEventListener("online", done);
		signal.addEventListener("abort", done);
	});
}
