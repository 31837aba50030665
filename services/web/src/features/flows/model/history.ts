/** What was, is and may be again; bounded. */
export interface History<T> {
	readonly past: readonly T[];
	readonly present: T;
	readonly future: readonly T[];
	/** What the last step was about; further steps about it soon after are one with it. */
	readonly about: string | null;
	readonly at: number;
}

export const MAX_STEPS = 200;
const ONE_STEP_MS = 1000;

export function begin<T>(present: T): History<T> {
	return { past: [], present, future: [], about: null, at: 0 };
}

/** One more step, at `at` milliseconds. Typing on in the same field (`about`) is one step. */
export function step<T>(history: History<T>, present: T, about: string | null, at: number): History<T> {
	if (present === history.present) return history;
	const same =
		about !== null && about === history.about && at - history.at < ONE_STEP_MS && history.future.length === 0;
	const past = same && history.past.length > 0 ? history.past : [...history.past, history.present].slice(-MAX_STEPS);
	return { past, present, future: [], about, at };
}

export function undo<T>(history: History<T>): History<T> {
	const before = history.past.at(-1);
	if (before === undefined) return history;
	const { past, present, future } = history;
	return { past: past.slice(0, -1), present: before, future: [present, ...future], about: null, at: 0 };
}

export function redo<T>(history: History<T>): History<T> {
	const [next, ...future] = history.future;
	if (next === undefined) return history;
	return { past: [...history.past, history.present], present: next, future, about: null, at: 0 };
}
