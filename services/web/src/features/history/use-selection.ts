import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { CaseItem } from "@/features/history/api";
import { casesRoute } from "@/features/history/route";

/** The address is written once the keys rest: browsers refuse hundreds of changes in a row. */
const REST_MS = 200;

export interface Selection {
	id: string | null;
	/** Its place in the list, -1 where it is not there. */
	index: number;
	select: (id: string | null) => void;
	open: (id: string) => void;
}

/** The selected case: kept in the address, so that Back and a reload find it again. */
export function useSelection(items: readonly CaseItem[]): Selection {
	const { selected } = casesRoute.useSearch();
	const navigate = useNavigate();
	const [id, setId] = useState(selected ?? null);
	const index = items.findIndex((item) => item.id === id);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const written = useRef(selected);
	const write = useCallback(
		(next: string | null) => {
			written.current = next ?? undefined;
			return navigate({
				to: "/cases",
				search: (now) => ({ ...now, selected: next ?? undefined }),
				replace: true,
				resetScroll: false,
			});
		},
		[navigate],
	);
	useEffect(() => () => clearTimeout(timer.current), []);
	useEffect(() => {
		if (written.current === selected) return; // what was written here a moment ago: it went on since
		written.current = selected;
		clearTimeout(timer.current);
		setId(selected ?? null); // Back and Forward
	}, [selected]);
	const select = useCallback(
		(next: string | null) => {
			setId(next);
			clearTimeout(timer.current);
			timer.current = setTimeout(() => void write(next), REST_MS);
		},
		[write],
	);
	const open = async (which: string) => {
		clearTimeout(timer.current);
		await write(which);
		await navigate({ to: "/pilot/$sessionId", params: { sessionId: which } });
	};
	return { id, index, select, open: (which) => void open(which) };
}
