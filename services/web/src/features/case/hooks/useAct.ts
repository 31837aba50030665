import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** A command on the case. Tried again with the same input it keeps its key, so that it is done once. */
export function useAct<Input = void>(
	id: string,
	run: (key: string, input: Input) => Promise<unknown>,
	options: { done?: (input: Input) => string; onDone?: () => void; quiet?: boolean } = {},
) {
	return useSend(run, { ...options, old: [keys.case(id)] });
}
