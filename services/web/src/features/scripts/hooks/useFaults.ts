import { useEffect, useState } from "react";
import { type Fault, validate } from "@/features/scripts/api";
import { bodyOf, type TemplateDraft } from "@/features/scripts/draft";

const REST_MS = 400;

export interface Checked {
	faults: readonly Fault[];
	/** The draft is being looked at, or will be once the typing rests. */
	checking: boolean;
}

/** What is wrong with the draft, asked of the server once the typing rests. Where it does not answer the last word stays. */
export function useFaults(draft: TemplateDraft): Checked {
	const [known, setKnown] = useState<{ of: TemplateDraft; faults: readonly Fault[] } | null>(null);
	useEffect(() => {
		const abort = new AbortController();
		const timer = setTimeout(() => {
			validate(bodyOf(draft), abort.signal).then(
				(faults) => setKnown({ of: draft, faults }),
				() => undefined,
			);
		}, REST_MS);
		return () => {
			clearTimeout(timer);
			abort.abort();
		};
	}, [draft]);
	return { faults: known?.faults ?? [], checking: known?.of !== draft };
}
