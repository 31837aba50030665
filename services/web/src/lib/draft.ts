import { useCallback, useSyncExternalStore } from "react";

const PREFIX = "rf.draft.";
const OWNER = "rf.drafts-of";
const WRITE_MS = 250;

/** What somebody is typing: survives a reload of the tab, a lost sign-in and a server that is gone. */
export interface Draft {
	text: string;
	set: (text: string) => void;
	/** Forget it: it was sent. */
	clear: () => void;
	/** False where the browser could not keep it (it is too large). */
	kept: boolean;
}

type Held = Pick<Draft, "text" | "kept">;

/** The drafts that are on the page; the tab's storage is a moment behind. */
const held = new Map<string, Held>();
const readers = new Map<string, Set<() => void>>();
const unwritten = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** `key` names what is written and for what: `answer.<session>.<step>`. Whoever names the same has the same text. */
export function useDraft(key: string): Draft {
	const name = PREFIX + key;
	const subscribe = useCallback((reader: () => void) => join(name, reader), [name]);
	const { text, kept } = useSyncExternalStore(subscribe, () => hold(name));
	const set = useCallback((next: string) => change(name, next), [name]);
	const clear = useCallback(() => forgetDraft(key), [key]);
	return { text, set, clear, kept };
}

/** Forget one: it was sent, or is kept elsewhere. */
export function forgetDraft(key: string): void {
	change(PREFIX + key, "");
	writeAll();
}

/** Forget every draft of the tab: somebody else signs in. */
export function clearDrafts(): void {
	unwritten.clear();
	held.clear();
	for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
	for (const name of readers.keys()) tell(name);
}

/** The drafts of the tab are this user's from now on; those of another one are forgotten. */
export function keepDraftsOf(user: string): void {
	const owner = sessionStorage.getItem(OWNER);
	if (owner === user) return;
	if (owner !== null) clearDrafts();
	try {
		sessionStorage.setItem(OWNER, user);
	} catch {
		clearDrafts(); // it is full: nobody could tell later whose they are
	}
}

function hold(name: string): Held {
	const known = held.get(name) ?? { text: sessionStorage.getItem(name) ?? "", kept: true };
	held.set(name, known);
	return known;
}

function join(name: string, reader: () => void): () => void {
	const all = readers.get(name) ?? new Set();
	readers.set(name, all.add(reader));
	return () => {
		all.delete(reader);
		if (all.size > 0) return;
		readers.delete(name);
		if (unwritten.has(name)) writeAll();
		held.delete(name);
	};
}

function change(name: string, text: string): void {
	held.set(name, { text, kept: true });
	unwritten.add(name);
	timer ??= setTimeout(writeAll, WRITE_MS);
	tell(name);
}

function tell(name: string): void {
	for (const reader of readers.get(name) ?? []) reader();
}

function writeAll(): void {
	clearTimeout(timer);
	timer = undefined;
	const names = [...unwritten];
	unwritten.clear();
	for (const name of names) {
		const { text } = hold(name);
		if (!write(name, text)) {
			held.set(name, { text, kept: false });
			tell(name);
		}
		if (!readers.has(name)) held.delete(name);
	}
}

function write(name: string, text: string): boolean {
	try {
		if (text) sessionStorage.setItem(name, text);
		else sessionStorage.removeItem(name);
		return true;
	} catch {
		return false; // over the browser's quota
	}
}

window.addEventListener("pagehide", writeAll);
