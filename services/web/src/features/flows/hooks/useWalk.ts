import { useEffect, useState } from "react";
import type { FlowNode } from "@/features/flow-canvas/tree";
import { type Walk, type WalkAnswer, walk } from "@/features/flows/api";

const REST_MS = 250;

export interface Walked {
	walk: Walk | null;
	/** Why it could not be walked on; `walk` is as far as it went before. */
	error: unknown;
	retry: () => void;
	busy: boolean;
	answers: readonly WalkAnswer[];
	answer: (answer: Partial<WalkAnswer>) => void;
	back: () => void;
	restart: () => void;
}

/** The flow, walked with what was answered; walked anew as it changes. */
export function useWalk(tree: FlowNode, name: string): Walked {
	const [answers, setAnswers] = useState<readonly WalkAnswer[]>([]);
	const [told, setTold] = useState<{ walk: Walk | null; error: unknown; of: readonly WalkAnswer[] } | null>(null);
	const [tries, setTries] = useState(0);
	// biome-ignore lint/correctness/useExhaustiveDependencies: tried again
	useEffect(() => {
		const abort = new AbortController();
		const body = { tree_structure: tree as unknown as Record<string, unknown>, answers: [...answers] };
		const timer = setTimeout(() => {
			walk({ ...body, ...(name.trim() && { name: name.trim().slice(0, 200) }) }, abort.signal).then(
				(found) => setTold({ walk: found, error: null, of: answers }),
				(error: unknown) =>
					!abort.signal.aborted && setTold((last) => ({ walk: last?.walk ?? null, error, of: answers })),
			);
		}, REST_MS);
		return () => {
			clearTimeout(timer);
			abort.abort();
		};
	}, [tree, name, answers, tries]);
	const steps = told?.walk?.steps ?? [];
	const given = steps.flatMap((step) => step.answer ?? []);
	return {
		walk: told?.walk ?? null,
		error: told?.error ?? null,
		retry: () => setTries(tries + 1),
		busy: told?.of !== answers,
		answers,
		// What an earlier change of the flow left out is not sent again.
		answer: (answer) =>
			setAnswers([...given, { was_skipped: false, ...answer, step_id: steps.at(-1)?.node_id ?? null }]),
		back: () => setAnswers(given.slice(0, -1)),
		restart: () => setAnswers([]),
	};
}
