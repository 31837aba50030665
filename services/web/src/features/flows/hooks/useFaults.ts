import { useEffect, useMemo, useState } from "react";
import { type Fault, validate } from "@/features/flows/api";
import { bodyOf, type Content } from "@/features/flows/model/content";
import { countByNode, type Placed, placeFaults } from "@/features/flows/model/faults";
import { isProblem } from "@/lib/problem";

const REST_MS = 400;
const AGAIN_MS = 4000;

export interface Checked {
	placed: readonly Placed[];
	byNode: ReadonlyMap<string, number>;
	/** Whether it was looked at before. */
	known: boolean;
	/** It is being looked at, or will be once the typing rests. */
	checking: boolean;
	failed: boolean;
}

interface Known {
	of: Content;
	faults: readonly Fault[];
	failed: boolean;
}

/**
 * What is wrong with the flow, asked of the server once the typing rests. Where it does not answer the last word stays,
 * and it is asked again.
 */
export function useFaults(content: Content): Checked {
	const [known, setKnown] = useState<Known | null>(null);
	useEffect(() => {
		const abort = new AbortController();
		let timer = setTimeout(ask, REST_MS);
		function ask() {
			validate(bodyOf(content), abort.signal).then(
				(faults) => setKnown({ of: content, faults, failed: false }),
				(error: unknown) => {
					if (abort.signal.aborted) return;
					setKnown((last) => ({ of: content, faults: last?.faults ?? [], failed: true }));
					if (isProblem(error) && (error.isPassing || error.status === 429)) timer = setTimeout(ask, AGAIN_MS);
				},
			);
		}
		return () => {
			clearTimeout(timer);
			abort.abort();
		};
	}, [content]);
	const faults = known?.faults;
	const { tree } = content;
	return useMemo(() => {
		const placed = placeFaults(tree, faults ?? []);
		const checking = known?.of !== content;
		return { placed, byNode: countByNode(placed), known: known !== null, checking, failed: known?.failed ?? false };
	}, [tree, faults, known, content]);
}
