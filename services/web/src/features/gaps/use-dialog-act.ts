import { useRef } from "react";
import type { Gap } from "@/features/gaps/api";
import { standsAlike } from "@/features/gaps/model";
import { useGapAct } from "@/features/gaps/use-gap-act";
import { changed, isProblem } from "@/lib/problem";

/**
 * A command of a dialog, open on the gap as it stood. Where somebody else gave it to another, snoozed or closed it
 * meanwhile, that is said first; sent again, it is done. That its evidence was counted anew is no matter.
 */
export function useDialogAct<Input>(
	gap: Gap,
	run: (key: string, input: Input) => Promise<Gap>,
	options: Parameters<typeof useGapAct<Input>>[1],
) {
	/** As it stood when it was last looked at; null: that something changed is said already. */
	const seen = useRef<Gap | null>(gap);
	return useGapAct(async (key, input: Input) => {
		const before = seen.current;
		seen.current = gap;
		if (before && !standsAlike(before, gap)) throw changed();
		return run(key, input).catch((error: unknown) => {
			if (isProblem(error, "changed")) seen.current = null;
			throw error;
		});
	}, options);
}
