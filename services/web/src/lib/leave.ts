/** Sends what is not saved yet; whether the server has it all then. */
type Flush = () => Promise<boolean>;

const unsaved = new Set<Flush>();

/** Asked before somebody signs out. Returns how to stop that. */
export function beforeLeaving(flush: Flush): () => void {
	unsaved.add(flush);
	return () => unsaved.delete(flush);
}

/** Whether all that was written is saved; what is not is sent first. */
export async function saveAll(): Promise<boolean> {
	return (await Promise.all([...unsaved].map((flush) => flush()))).every(Boolean);
}
