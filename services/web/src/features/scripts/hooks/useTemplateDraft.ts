import { useMemo, useState } from "react";
import { isDraft, type TemplateDraft } from "@/features/scripts/draft";
import { useDraft } from "@/lib/draft";

/** A template as it is being written; it survives a reload of the tab. A template holds no values, so no password. */
export function useTemplateDraft(name: string, first: TemplateDraft) {
	const kept = useDraft(`template.${name}`);
	const [begun] = useState(first);
	const [restored, setRestored] = useState(() => kept.text !== "");
	const draft = useMemo(() => read(kept.text) ?? begun, [kept.text, begun]);
	return {
		draft,
		/** Whether it was written before this page opened. */
		restored: restored && draft !== begun,
		change: (changes: Partial<TemplateDraft>) => kept.set(JSON.stringify({ ...draft, ...changes })),
		forget: () => {
			setRestored(false);
			kept.clear();
		},
	};
}

function read(text: string): TemplateDraft | null {
	try {
		const value: unknown = JSON.parse(text);
		return isDraft(value) ? value : null;
	} catch {
		return null;
	}
}
