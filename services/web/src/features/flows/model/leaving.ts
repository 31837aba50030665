/** What an editor that was left is still saving, by the id of its flow. */
const leaving = new Map<string, Promise<unknown>>();
const listeners = new Set<() => void>();

/** The flow is read, and written again, once this save has ended: whoever comes back finds what they left. */
export function waitFor(id: string, saving: Promise<unknown>): void {
	const done = saving.finally(() => {
		if (leaving.get(id) === done) leaving.delete(id);
		tell();
	});
	leaving.set(id, done);
	tell();
}

/** Resolves once nothing is being saved by an editor that was left. */
export async function afterLeaving(id: string): Promise<void> {
	await leaving.get(id);
}

export function isLeaving(id: string): boolean {
	return leaving.has(id);
}

/** Called as one begins or ends. Returns how to stop that. */
export function onLeaving(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

function tell(): void {
	for (const listener of listeners) listener();
}
