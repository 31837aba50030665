import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRef } from "react";
import { FilterChoice } from "@/components/filter-choice";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { categoriesQuery } from "@/features/scripts/api";
import "@/features/scripts/commands";
import { countFilters, SHELLS, SORTS, STATES, type TemplatesSearch, withoutFilters } from "@/features/scripts/filters";
import { scriptStrings as text } from "@/features/scripts/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";

const choice = "w-full sm:w-auto sm:max-w-56";

/** Everything that narrows and sorts the library. */
export function TemplateFilters(props: {
	search: TemplatesSearch;
	change: (next: TemplatesSearch, replace: boolean) => void;
}) {
	const { search, change } = props;
	const input = useRef<HTMLInputElement>(null);
	const categories = useQuery(categoriesQuery).data ?? [];
	const set = (changes: TemplatesSearch) => change({ ...search, ...changes }, false);
	useCommand("scripts.search", () => input.current?.select());
	return (
		<search className="flex flex-wrap items-center gap-3">
			<SearchField
				ref={input}
				command="scripts.search"
				label={text.search}
				hint={text.searchHint}
				value={search.q ?? ""}
				onChange={(q) => change({ ...search, q }, true)}
			/>
			<FilterChoice
				className={choice}
				label={text.category}
				any={text.anyCategory}
				values={categories}
				nameOf={(category) => category}
				value={search.category}
				onChange={(category) => set({ category })}
			/>
			<FilterChoice
				className={choice}
				label={text.shell}
				any={text.anyShell}
				values={SHELLS}
				nameOf={(shell) => text.shells[shell]}
				value={search.shell}
				onChange={(shell) => set({ shell })}
			/>
			<FilterChoice
				className={choice}
				label={text.state}
				any={text.states.offered}
				values={STATES.filter((state) => state !== "offered")}
				nameOf={(state) => text.states[state]}
				value={search.state === "offered" ? undefined : search.state}
				onChange={(state) => set({ state })}
			/>
			{countFilters(search) > 0 && (
				<Button variant="ghost" aria-label={text.clear} onClick={() => change(withoutFilters(search), false)}>
					<X aria-hidden="true" />
					{text.clearShort}
				</Button>
			)}
			<FilterChoice
				className={cn(choice, "sm:ml-auto")}
				label={text.sort}
				any={text.sorts.name}
				values={SORTS.filter((order) => order !== "name")}
				nameOf={(order) => text.sorts[order]}
				value={search.order === "name" ? undefined : search.order}
				onChange={(order) => set({ order })}
			/>
		</search>
	);
}
