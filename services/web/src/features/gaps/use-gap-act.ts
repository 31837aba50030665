import type { Gap } from "@/features/gaps/api";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** A command on a gap: the gaps are read anew afterwards, and a refusal is shown where it was sent. */
export function useGapAct<Input = void>(
	run: (key: string, input: Input) => Promise<Gap>,
	options: { done?: (input: Input) => string; onDone?: (gap: Gap) => void; onFailed?: () => void },
) {
	return useSend(run, { ...options, old: [keys.gaps], quiet: true });
}
