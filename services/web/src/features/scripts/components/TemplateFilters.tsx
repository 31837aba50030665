import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRef } from "react";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/field";
import { categoriesQuery } from "@/features/scripts/api";
import "@/features/scripts/commands";
import { countFilters, SHELLS, SORTS, STATES, type TemplatesSearch, withoutFilters } from "@/features/scripts/filters";
import { scriptStrings as text } from "@/features/scripts/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";

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
			<Choice
				label={text.category}
				value={search.category ?? ""}
				names={[["", text.anyCategory], ...categories.map((name) => [name, name] as const)]}
				onChange={(category) => set({ category: category || undefined })}
			/>
			<Choice
				label={text.shell}
				value={search.shell ?? ""}
				names={[["", text.anyShell], ...SHELLS.map((shell) => [shell, text.shells[shell]] as const)]}
				onChange={(value) => set({ shell: SHELLS.find((shell) => shell === value) })}
			/>
			<Choice
				label={text.state}
				value={search.state ?? "offered"}
				standard="offered"
				names={STATES.map((state) => [state, text.states[state]] as const)}
				onChange={(value) => set({ state: STATES.find((state) => state === value && state !== "offered") })}
			/>
			{countFilters(search) > 0 && (
				<Button variant="ghost" aria-label={text.clear} onClick={() => change(withoutFilters(search), false)}>
					<X aria-hidden="true" />
					{text.clearShort}
				</Button>
			)}
			<Choice
				label={text.sort}
				value={search.order ?? "name"}
				standard="name"
				className="sm:ml-auto"
				names={SORTS.map((order) => [order, text.sorts[order]] as const)}
				onChange={(value) => set({ order: SORTS.find((order) => order === value && order !== "name") })}
			/>
		</search>
	);
}

function Choice(props: {
	label: string;
	value: string;
	names: readonly (readonly [value: string, name: string])[];
	/** The value that narrows nothing. */
	standard?: string;
	className?: string;
	onChange: (value: string) => void;
}) {
	return (
		<NativeSelect
			aria-label={props.label}
			className={cn(
				"w-full sm:w-auto sm:max-w-56",
				props.value !== (props.standard ?? "") && "border-primary",
				props.className,
			)}
			value={props.value}
			onChange={(event) => props.onChange(event.target.value)}
		>
			{props.names.map(([value, name]) => (
				<option key={value} value={value}>
					{name}
				</option>
			))}
		</NativeSelect>
	);
}
