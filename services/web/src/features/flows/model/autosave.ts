import { isProblem } from "@/lib/problem";

/** Saved by the server; what it is from now on. */
export interface Saved {
	version: number;
}

/**
 * `saved`: the server has it. `waiting`: it will be sent once the typing rests. `unreachable`: nobody answers, it is
 * tried again. `conflict`: somebody else changed it. `refused`: the server does not take it as it is.
 */
export type SaveState = "saved" | "waiting" | "saving" | "unreachable" | "conflict" | "refused";

export interface Status {
	readonly state: SaveState;
	/** The refusal, or the conflict with who and when. */
	readonly error: unknown;
}

type Send<T> = (content: T, version: number) => Promise<Saved>;
/** Which of these the server has, and as which version; null where it has another text. */
type Find<T> = (sent: readonly T[]) => Promise<(Saved & { content: T }) | null>;

const REST_MS = 1500;
const AGAIN_MS = 4000;
/** Not signed in for a moment, or too often: the same text will be taken later. */
const AGAIN_STATUS = new Set([401, 429]);

/** Keeps the server up to date with what is being written: once the typing rests, one save at a time. */
export class Autosave<T> {
	private status: Status = { state: "saved", error: null };
	private wanted: T | null = null;
	private sending: Promise<boolean> | null = null;
	private timer: ReturnType<typeof setTimeout> | undefined;
	private readonly listeners = new Set<() => void>();

	constructor(
		/** The version that the server has. */
		public version: number,
		private readonly send: Send<T>,
		/** Asked where the server has another version: it may be of a save whose answer was lost. */
		private readonly find: Find<T>,
		/** The server has exactly this. */
		private readonly onSaved: (content: T, version: number) => void,
		private unanswered: readonly T[] = [],
	) {}

	get current(): Status {
		return this.status;
	}

	/** Whether the server has all that was written. */
	get isIdle(): boolean {
		return this.wanted === null && this.sending === null;
	}

	/** What was sent and not answered: the server may have it, or not. */
	get unsure(): readonly T[] {
		return this.unanswered;
	}

	subscribe(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** It reads so now. In a conflict nothing is sent until it is settled. */
	change(content: T): void {
		this.wanted = content;
		if (this.status.state === "conflict") return;
		if (this.status.state !== "unreachable" && !this.sending) this.tell("waiting");
		this.later(this.status.state === "unreachable" ? AGAIN_MS : REST_MS);
	}

	/** Send at once what is not saved; resolves to whether the server has it all. */
	async flush(): Promise<boolean> {
		clearTimeout(this.timer);
		while (this.wanted !== null && this.status.state !== "conflict") {
			if (this.sending) await this.sending;
			else if (!(await this.start(this.wanted))) return false;
		}
		await this.sending;
		return this.wanted === null;
	}

	/** Somebody else changed it: nothing more is sent until `settle`. */
	conflict(error: unknown): void {
		clearTimeout(this.timer);
		this.tell("conflict", error);
	}

	/** The server has that version, and `content` shall go over it; null: nothing shall. */
	settle(version: number, content: T | null): void {
		clearTimeout(this.timer);
		this.version = version;
		this.wanted = content;
		this.unanswered = [];
		this.tell(content === null ? "saved" : "waiting");
		if (content !== null) void this.flush();
	}

	stop(): void {
		clearTimeout(this.timer);
	}

	private later(milliseconds: number): void {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.tick(), milliseconds);
	}

	private tick(): void {
		if (this.sending) this.later(REST_MS);
		else if (this.wanted !== null) void this.start(this.wanted);
	}

	/** Whether the server took it. */
	private start(content: T): Promise<boolean> {
		this.tell("saving");
		this.unanswered = [...this.others(content), content];
		const sending = this.send(content, this.version).then(
			(saved) => this.done(content, saved),
			(error: unknown) => (isProblem(error, "changed") ? this.seek(content, error) : this.fail(content, error)),
		);
		this.sending = sending;
		return sending;
	}

	private done(content: T, { version }: Saved): boolean {
		this.sending = null;
		this.version = version;
		this.unanswered = [];
		if (this.wanted === content) this.wanted = null;
		this.tell(this.wanted === null ? "saved" : "waiting");
		this.onSaved(content, version);
		return true;
	}

	/** The server has another version. Where that is one of ours, this goes over it. */
	private async seek(content: T, error: unknown): Promise<boolean> {
		const found = await this.find(this.unanswered).catch(() => null);
		if (found?.content === content) return this.done(content, found);
		this.sending = null;
		this.unanswered = [];
		if (!found) {
			this.conflict(error);
			return false;
		}
		this.version = found.version;
		return this.start(this.wanted ?? content);
	}

	private fail(content: T, error: unknown): boolean {
		this.sending = null;
		const isAnswer = isProblem(error) && !error.isPassing;
		if (isAnswer) this.unanswered = this.others(content);
		if (isAnswer && !AGAIN_STATUS.has(error.status)) this.tell("refused", error);
		else {
			this.tell("unreachable", error);
			this.later(AGAIN_MS);
		}
		return false;
	}

	private others(content: T): readonly T[] {
		return this.unanswered.filter((one) => one !== content);
	}

	private tell(state: SaveState, error: unknown = null): void {
		this.status = { state, error };
		for (const listener of this.listeners) listener();
	}
}
