import type { LiveMessage, PartialText } from "@/lib/live/messages";

/**
 * The step that is being written, by case. It is kept when the step itself arrives, so that nothing flickers until that
 * is read: who shows it leaves out a text whose `step_order` the case has already.
 */
export class Partials {
	private readonly texts = new Map<string, PartialText>();
	private readonly listeners = new Set<() => void>();

	hear(message: LiveMessage): void {
		if (!this.keep(message)) return;
		for (const listener of this.listeners) listener();
	}

	private keep(message: LiveMessage): boolean {
		if (message.kind === "partial") this.texts.set(message.partial.session_id, message.partial);
		else if (message.kind === "gap") this.texts.clear();
		else
			return message.kind === "change" && message.change.type === "step_failed" && this.texts.delete(message.change.id);
		return true;
	}

	of(session: string): PartialText | null {
		return this.texts.get(session) ?? null;
	}

	watch(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}
