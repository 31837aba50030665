import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ProposalItem } from "@/features/review/api";
import { useReviewSearch } from "@/features/review/hooks/useReviewSearch";

/** The address is written once the keys rest: browsers refuse hundreds of changes in a row. */
const REST_MS = 200;

export interface Selection {
	id: string | null;
	select: (id: string | null) => void;
	/** The neighbour in the list; where the selected one left it, the one that came into its place. */
	step: (by: number) => void;
	/** Who is next once this one is dealt with. */
	after: (id: string) => string | null;
}

/**
 * The proposal that is read: kept in the address, so that Back and a reload find it again. Where none is selected and
 * `first` is given, the first one is read, and stays so whatever comes into the list above it. `list` names the list.
 */
export function useSelection(items: readonly ProposalItem[], list: string, first: ProposalItem | undefined): Selection {
	const { selected } = useReviewSearch();
	const navigate = useNavigate({ from: "/review-queue" });
	const [id, setId] = useState(selected ?? null);
	const index = items.findIndex((item) => item.id === id);
	const place = useRef(0);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => {
		if (index >= 0) place.current = index;
	}, [index]);
	useEffect(() => () => clearTimeout(timer.current), []);
	const written = useRef({ selected, list });
	useEffect(() => {
		const last = written.current;
		written.current = { selected, list };
		if (last.list === list && last.selected === selected) return; // what was written here a moment ago: it went on since
		clearTimeout(timer.current);
		setId(selected ?? null); // Back and Forward; of another list nothing is selected yet
	}, [selected, list]);
	const shown = first?.id ?? null;
	useEffect(() => {
		if (id === null && !selected) setId(shown);
	}, [id, selected, shown]);
	const select = useCallback(
		(next: string | null) => {
			setId(next);
			clearTimeout(timer.current);
			const write = () => {
				written.current = { ...written.current, selected: next ?? undefined };
				void navigate({
					to: "/review-queue",
					// Whoever began to edit it meanwhile goes on.
					search: (now) =>
						now.selected === (next ?? undefined) ? now : { ...now, selected: next ?? undefined, edit: undefined },
					replace: true,
					resetScroll: false,
				});
			};
			timer.current = setTimeout(write, REST_MS);
		},
		[navigate],
	);
	const step = (by: number) => {
		const from = index >= 0 ? index + by : Math.min(place.current, items.length - 1);
		const next = items[Math.min(Math.max(from, 0), items.length - 1)];
		if (next) select(next.id);
	};
	const after = (done: string) => {
		const at = items.findIndex((item) => item.id === done);
		const others = items.filter((item) => item.id !== done);
		return (others[at >= 0 ? at : place.current] ?? others.at(-1))?.id ?? null;
	};
	return { id, select, step, after };
}
