import { type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { newKey } from "@/lib/api";
import { isProblem } from "@/lib/problem";
import { problemWords } from "@/lib/problem-words";
import { toast } from "@/lib/toast";

interface Sending<Input, Output> {
	/** What is old afterwards, however it went. */
	old: readonly QueryKey[];
	/** What is said when it is done. */
	done?: (input: Input, answered: Output) => string;
	onDone?: (answered: Output, input: Input) => void;
	onFailed?: () => void;
	/** The refusal is shown where it was sent, and in passing only once that is gone. */
	quiet?: boolean;
	/** What a refusal is about that is told in passing. */
	about?: string;
	/** What was sent is a secret: nothing of it stays behind. */
	secret?: boolean;
}

/** Read anew, behind a first read that is under way: it may answer with what was before, and is not begun anew itself. */
async function readOld(client: QueryClient, queryKey: QueryKey): Promise<void> {
	const underWay = client.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" });
	await Promise.allSettled(underWay.filter(({ state }) => state.data === undefined).map(({ promise }) => promise));
	await client.invalidateQueries({ queryKey });
}

/** A command. Tried again with the same input it keeps its key, so that it is done once. */
export function useSend<Input = void, Output = unknown>(
	run: (key: string, input: Input) => Promise<Output>,
	options: Sending<Input, Output>,
) {
	const client = useQueryClient();
	const intention = useRef<{ input: string; key: string } | null>(null);
	const shown = useRef(true);
	useEffect(() => {
		shown.current = true;
		return () => {
			shown.current = false;
		};
	}, []);
	const readAnew = () => Promise.all(options.old.map((queryKey) => readOld(client, queryKey)));
	return useMutation({
		mutationFn: (input: Input) => {
			const said = JSON.stringify(input) ?? "";
			if (intention.current?.input !== said) intention.current = { input: said, key: newKey() };
			return run(intention.current.key, input);
		},
		onSuccess: async (answered, input) => {
			intention.current = null;
			options.onDone?.(answered, input);
			if (options.done) toast.success(options.done(input, answered));
			await readAnew();
		},
		onError: (error) => {
			if (isProblem(error) && !error.isPassing) intention.current = null;
			options.onFailed?.();
			const words = problemWords(error);
			if (!options.quiet || !shown.current) toast.error(options.about ? `${options.about}: ${words}` : words);
			void readAnew();
		},
		...(options.secret && { gcTime: 0 }),
	});
}
