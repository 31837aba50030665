import { useCallback, useState } from "react";
import { useDraft } from "@/lib/draft";

/** A longer log would leave no room for the other drafts of the tab. */
const KEPT_CHARS = 1_000_000;
/** A longer log is shown by its ends: a text area with it would be slow. */
export const EDITABLE_CHARS = 200_000;

export interface Log {
	text: string;
	set: (text: string) => void;
	clear: () => void;
	/** Whether it survives a reload. */
	kept: boolean;
}

/** The log of the intake; what is not too long survives a reload. */
export function useLog(): Log {
	const draft = useDraft("intake.log");
	const [large, setLarge] = useState<string | null>(null);
	const setDraft = draft.set;
	const clearDraft = draft.clear;
	const set = useCallback(
		(text: string) => {
			const isLarge = text.length > KEPT_CHARS;
			setLarge(isLarge ? text : null);
			setDraft(isLarge ? "" : text);
		},
		[setDraft],
	);
	const clear = useCallback(() => {
		setLarge(null);
		clearDraft();
	}, [clearDraft]);
	return { text: large ?? draft.text, set, clear, kept: large === null && draft.kept };
}
