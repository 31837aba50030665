import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type ReviewSearch, searchOf } from "@/features/review/filters";

/** What the address holds; what makes no sense there is left out. */
export function useReviewSearch(): ReviewSearch {
	const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
	return useMemo(() => searchOf(raw), [raw]);
}
