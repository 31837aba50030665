import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { today } from "@/features/analytics/model/days";
import { type AnalyticsSearch, type Scope, scopeOf, searchOf } from "@/features/analytics/model/search";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;

/** What is looked at, and how to look at something else. */
export interface View {
	search: AnalyticsSearch;
	scope: Scope;
	/** A choice is a step that Back undoes; what is typed replaces the address. */
	change: (changes: AnalyticsSearch, replace?: boolean) => void;
}

export function useView(): View {
	const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
	const navigate = useNavigate();
	const day = today(useNow(MINUTE_MS));
	return useMemo(() => {
		const search = searchOf(raw);
		return {
			search,
			scope: scopeOf(search, day),
			change: (changes, replace = false) => {
				const next = searchOf({ ...search, ...changes });
				void navigate({ to: "/analytics", search: { ...next }, replace, resetScroll: false });
			},
		};
	}, [raw, day, navigate]);
}
