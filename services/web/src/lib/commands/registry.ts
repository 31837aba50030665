import { type CommandId, commandOf } from "@/lib/commands/catalogue";
import type { Command } from "@/lib/commands/define";
import { isTyping, strokeOf, strokes, worksWhileTyping } from "@/lib/commands/keys";

/** A command that works here and now. */
export interface Active {
	id: CommandId;
	command: Command;
	run: () => void;
	/** How many dialogs lay open around it: those under an open one are silent. */
	layer: number;
	enabled: boolean;
}

const SEQUENCE_MS = 1200;

/** Which commands work at the moment, and what a stroke means then. */
export class CommandRegistry {
	private entries: Active[] = [];
	private layers = 0;
	private begun: { stroke: string; at: number } | null = null;
	private shown: readonly Active[] = [];
	private readonly listeners = new Set<() => void>();

	/** Add a command until the returned function is called. */
	add(id: CommandId, run: () => void, layer: number, enabled: boolean): () => void {
		const entry = { id, command: commandOf(id), run, layer, enabled };
		this.entries.push(entry);
		this.tell();
		return () => {
			this.entries = this.entries.filter((other) => other !== entry);
			this.tell();
		};
	}

	/** A dialog opened; the returned function says that it closed. */
	openLayer(): () => void {
		this.layers += 1;
		this.tell();
		return () => {
			this.layers -= 1;
			this.tell();
		};
	}

	/** What works here, the latest of each name; the same array until something changes. */
	active(): readonly Active[] {
		return this.shown;
	}

	subscribe(listener: () => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Run what the stroke means; false where it means nothing. */
	press(event: KeyboardEvent, now: number): boolean {
		const stroke = strokeOf(event);
		if (stroke === null || event.defaultPrevented) return false;
		if (isTyping(event.target) && !worksWhileTyping(stroke)) return false;
		const sequence = this.begun && now - this.begun.at < SEQUENCE_MS ? `${this.begun.stroke} ${stroke}` : null;
		const found = this.meant(sequence) ?? this.meant(stroke);
		this.begun = !found && this.beginsOne(stroke) ? { stroke, at: now } : null;
		if (!found) return false;
		event.preventDefault();
		found.run();
		return true;
	}

	private meant(keys: string | null): Active | undefined {
		return keys === null ? undefined : this.shown.findLast((entry) => entry.enabled && entry.command.keys === keys);
	}

	private beginsOne(stroke: string): boolean {
		return this.shown.some(({ command, enabled }) => {
			const [first, second] = strokes(command.keys ?? "");
			return enabled && second !== undefined && first === stroke;
		});
	}

	private tell(): void {
		const latest = new Map<CommandId, Active>();
		for (const entry of this.entries) {
			if (entry.layer >= this.layers || entry.command.everywhere) latest.set(entry.id, entry);
		}
		this.shown = [...latest.values()];
		for (const listener of this.listeners) listener();
	}
}
