import { useCallback, useEffect, useRef, useState } from "react";
import type { Outcome } from "@/features/review/hooks/useReviewing";
import type { Selection } from "@/features/review/hooks/useSelection";

const WAITS_AGAIN: readonly Outcome[] = ["undone", "reopened"];

interface Standing {
	selection: Selection;
	wide: boolean;
	/** Gives a proposal of the list the focus, else the one that is read. */
	focus: (id: string | null) => void;
}

/**
 * What is read after a decision: the next proposal, or the same where it waits again. An answer may take its time:
 * whoever went on meanwhile stays where they are.
 */
export function useMovingOn(standing: Standing): (outcome: Outcome, id: string) => void {
	const latest = useRef(standing);
	useEffect(() => {
		latest.current = standing;
	});
	return (outcome, id) => {
		const { selection, wide, focus } = latest.current;
		if (selection.id !== id) return;
		const next = WAITS_AGAIN.includes(outcome) ? id : selection.after(id);
		selection.select(wide || next === id ? next : null);
		focus(next === id ? null : next);
	};
}

/**
 * Gives a proposal the focus once it is drawn: what had it went with the decision. Whoever is in a field or anywhere else
 * keeps it.
 */
export function useFocusOn(): (id: string | null) => void {
	const [wanted, setWanted] = useState<{ id: string | null } | null>(null);
	useEffect(() => {
		if (!wanted) return;
		// A dialog that closes gives the focus back to what had it before, and that is about to go.
		const timer = setTimeout(() => isLost() && placeOf(wanted.id)?.focus({ preventScroll: true }));
		return () => clearTimeout(timer);
	}, [wanted]);
	return useCallback((id) => setWanted({ id }), []);
}

const PANE = "[data-proposal-pane]";

function isLost(): boolean {
	const at = document.activeElement;
	return !at || at.matches("body, main") || at.closest(`[data-proposal], ${PANE}`) !== null;
}

/** Its row in the list, else its heading, else the page. */
function placeOf(id: string | null): HTMLElement | null {
	return (
		document.querySelector<HTMLElement>(`[data-proposal="${id}"]`) ??
		document.querySelector<HTMLElement>(`${PANE} h2`) ??
		document.querySelector("main")
	);
}
