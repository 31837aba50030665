import { useCallback, useMemo } from "react";
import { type Leftover, readLeftover } from "@/features/case/model/sending";
import { useDraft } from "@/lib/draft";

/** What came too late for its step, kept through a reload until it is used or let go; more words join those before. */
export function useLeftover(id: string): [Leftover | null, (leftover: Leftover | null) => void] {
	const { text, set, clear } = useDraft(`leftover.${id}`);
	const leftover = useMemo(() => readLeftover(text), [text]);
	const before = leftover?.text;
	const keep = useCallback(
		(next: Leftover | null) => {
			if (!next) return clear();
			set(JSON.stringify({ ...next, text: [before, next.text].filter(Boolean).join("\n") }));
		},
		[before, set, clear],
	);
	return [leftover, keep];
}
