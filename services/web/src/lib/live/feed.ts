import type { LiveMessage } from "@/lib/live/messages";
import { readFeed } from "@/lib/live/stream";

export type LiveState = "connecting" | "open" | "lost" | "ended";

type Read = typeof readFeed;
type Posted = { message: LiveMessage } | { ask: true } | { state: LiveState; last: string | null };

/**
 * The live feed of one user, in every tab, over one connection of the browser.
 *
 * The tab that holds the lock reads the stream and tells the others. When it closes, the next one gets the lock and
 * resumes after the last event that it has heard, so nothing is lost between them.
 */
export class Feed {
	private state: LiveState = "connecting";
	private last: string | null = null;
	private readonly stopped = new AbortController();
	private readonly channel: BroadcastChannel;
	private readonly listeners = new Set<(message: LiveMessage) => void>();
	private readonly stateListeners = new Set<() => void>();
	private leads = false;

	constructor(
		private readonly user: string,
		private readonly read: Read = readFeed,
	) {
		this.channel = new BroadcastChannel(this.name);
		this.channel.onmessage = ({ data }: MessageEvent<Posted>) => this.onPosted(data);
	}

	/** Join in; `close` leaves. */
	start(): void {
		this.channel.postMessage({ ask: true } satisfies Posted);
		window.addEventListener("pageshow", this.onWoken);
		document.addEventListener("resume", this.onWoken);
		if (navigator.locks) void this.waitForLead(navigator.locks);
		else void this.lead(); // plain HTTP from another machine has no locks: each tab for itself
	}

	close(): void {
		this.stopped.abort();
		this.channel.close();
		window.removeEventListener("pageshow", this.onWoken);
		document.removeEventListener("resume", this.onWoken);
	}

	current(): LiveState {
		return this.state;
	}

	/** Hear every message until the returned function is called. */
	listen(listener: (message: LiveMessage) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Hear that `current()` changed. */
	watch(listener: () => void): () => void {
		this.stateListeners.add(listener);
		return () => this.stateListeners.delete(listener);
	}

	private get name(): string {
		return `rf.live.${this.user}`;
	}

	private async waitForLead(locks: LockManager): Promise<void> {
		const { signal } = this.stopped;
		try {
			await locks.request(this.name, { signal }, () => this.lead());
		} catch (error) {
			if (!signal.aborted) throw error; // else it left while it waited
		}
	}

	private async lead(): Promise<void> {
		this.leads = true;
		const tell = (message: LiveMessage) => {
			this.hear(message);
			this.channel.postMessage({ message } satisfies Posted);
		};
		await this.read(this.last, tell, this.stopped.signal);
		this.leads = false;
	}

	private onPosted(posted: Posted): void {
		if ("message" in posted) this.hear(posted.message);
		else if ("ask" in posted) this.answer();
		else this.join(posted.state, posted.last);
	}

	/** Tell a tab that has just opened where we are. */
	private answer(): void {
		if (this.leads) this.channel.postMessage({ state: this.state, last: this.last } satisfies Posted);
	}

	/** What was told before this tab listened may be newer than what it has read. */
	private join(state: LiveState, last: string | null): void {
		this.last ??= last;
		if (this.state !== "connecting") return;
		this.enter(state);
		if (state === "open") this.hear({ kind: "gap", id: null });
	}

	private hear(message: LiveMessage): void {
		if ("id" in message && message.id) this.last = message.id;
		if (message.kind === "open" || message.kind === "lost" || message.kind === "ended") this.enter(message.kind);
		for (const listener of this.listeners) listener(message);
	}

	private enter(state: LiveState): void {
		if (state === this.state) return;
		this.state = state;
		for (const listener of this.stateListeners) listener();
	}

	/** A tab that the browser had put to sleep may have missed what the others heard. */
	private readonly onWoken = (event: Event) => {
		const slept = !(event instanceof PageTransitionEvent) || event.persisted;
		if (slept) this.hear({ kind: "gap", id: null });
	};
}
