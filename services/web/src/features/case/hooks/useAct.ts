import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey } from "@/lib/api";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

/** A command on the case. Tried again with the same input it keeps its key, so that it is done once. */
export function useAct<Input = void>(
	id: string,
	run: (key: string, input: Input) => Promise<unknown>,
	options: { done?: (input: Input) => string; onDone?: () => void; quiet?: boolean } = {},
) {
	const client = useQueryClient();
	const intention = useRef<{ input: string; key: string } | null>(null);
	return useMutation({
		mutationFn: (input: Input) => {
			const said = JSON.stringify(input) ?? "";
			if (intention.current?.input !== said) intention.current = { input: said, key: newKey() };
			return run(intention.current.key, input);
		},
		onSuccess: async (_, input) => {
			intention.current = null;
			options.onDone?.();
			if (options.done) toast.success(options.done(input));
			await client.invalidateQueries({ queryKey: keys.case(id) });
		},
		onError: (error) => {
			if (isProblem(error) && !error.isPassing) intention.current = null;
			if (!options.quiet) toast.error(isProblem(error) ? error.message : strings.errors.failedTitle);
			void client.invalidateQueries({ queryKey: keys.case(id) });
		},
	});
}
