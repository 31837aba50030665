import { newKey } from "@/lib/api";

const NAME = "rf.draft.intake.attempt";

/**
 * The key for sending `body`: the same for the same body, also after a reload, so that a case whose answer was lost is
 * not started twice; another body is another intention.
 */
export function keyFor(body: unknown): string {
	const digest = digestOf(JSON.stringify(body));
	const [known, key] = (sessionStorage.getItem(NAME) ?? "").split(" ");
	if (known === digest && key) return key;
	const fresh = newKey();
	sessionStorage.setItem(NAME, `${digest} ${fresh}`);
	return fresh;
}

/** It was sent: the same words again are another case. */
export function forgetAttempt(): void {
	sessionStorage.removeItem(NAME);
}

/** Tells one body from another; FNV-1a, twice. Not `crypto.subtle`, which plain HTTP does not have. */
function digestOf(text: string): string {
	let one = 0x811c9dc5;
	let two = 0x1000193;
	for (let at = 0; at < text.length; at += 1) {
		one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
		two = Math.imul(two ^ text.charCodeAt(at), 0x5bd1e995);
	}
	return `${text.length}-${(one >>> 0).toString(36)}-${(two >>> 0).toString(36)}`;
}
