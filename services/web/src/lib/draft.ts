import { useCallback, useEffect, useRef, useState } from "react";

const PREFIX = "rf.draft.";
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

/** `key` names what is written and for what: `answer.<session>.<step>`. */
export function useDraft(key: string): Draft {
	const name = PREFIX + key;
	const [state, setState] = useState(() => ({ name, text: read(name), kept: true }));
	const waiting = useRef<{ name: string; text: string } | null>(null);
	const text = state.name === name ? state.text : read(name);

	const flush = useCallback(() => {
		const pending = waiting.current;
		waiting.current = null;
		if (pending && !write(pending.name, pending.text)) setState((now) => ({ ...now, kept: false }));
	}, []);

	useEffect(() => {
		window.addEventListener("pagehide", flush);
		return () => {
			window.removeEventListener("pagehide", flush);
			flush();
		};
	}, [flush]);

	const set = useCallback(
		(next: string) => {
			if (waiting.current?.name !== name) flush();
			if (waiting.current === null) setTimeout(flush, WRITE_MS);
			waiting.current = { name, text: next };
			setState({ name, text: next, kept: true });
		},
		[name, flush],
	);
	const clear = useCallback(() => {
		waiting.current = null;
		sessionStorage.removeItem(name);
		setState({ name, text: "", kept: true });
	}, [name]);
	return { text, set, clear, kept: state.kept };
}

/** Forget every draft of the tab: somebody else signs in. */
export function clearDrafts(): void {
	for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}

function read(name: string): string {
	return sessionStorage.getItem(name) ?? "";
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
