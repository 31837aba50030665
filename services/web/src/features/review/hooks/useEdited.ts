import { useEffect, useRef, useState } from "react";
import { begin, redo, step, undo } from "@/features/flows/model/history";
import { type Edited, readEdited } from "@/features/review/model/edited";
import { useDraft } from "@/lib/draft";

/** A proposal being edited: every step can be taken back, and what is written survives a reload. */
export function useEdited(proposal: string, start: Edited) {
	const { text, kept, set, clear } = useDraft(`review.edit.${proposal}`);
	const [restored] = useState(() => readEdited(text) !== null);
	const [history, setHistory] = useState(() => begin(readEdited(text) ?? start));
	const { present } = history;
	const written = useRef(present);
	useEffect(() => {
		if (written.current === present) return;
		written.current = present;
		set(JSON.stringify(present));
	}, [present, set]);
	return {
		edited: present,
		/** `about`: typing on about the same is one step. */
		change: (by: (edited: Edited) => Edited, about: string | null = null) =>
			setHistory((now) => step(now, by(now.present), about, performance.now())),
		undo: () => setHistory(undo),
		redo: () => setHistory(redo),
		canUndo: history.past.length > 0,
		canRedo: history.future.length > 0,
		/** Whether it was begun before this view opened. */
		restored,
		/** False where the browser could not keep it. */
		kept,
		forget: clear,
	};
}
