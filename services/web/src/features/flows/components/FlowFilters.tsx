import { X } from "lucide-react";
import { useRef } from "react";
import { FilterChoice } from "@/components/filter-choice";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/field";
import {
	countFilters,
	DOMAINS,
	type FlowsSearch,
	ORIGINS,
	SORTS,
	STATES,
	withoutFilters,
} from "@/features/flows/filters";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const choice = "w-[calc(50%-0.375rem)] sm:w-auto sm:max-w-48";

/** Everything that narrows and sorts the library. */
export function FlowFilters(props: { search: FlowsSearch; change: (next: FlowsSearch, replace: boolean) => void }) {
	const { search, change } = props;
	const input = useRef<HTMLInputElement>(null);
	const set = (changes: FlowsSearch) => change({ ...search, ...changes }, false);
	useCommand("flows.search", () => input.current?.select());
	return (
		<search className="flex flex-wrap items-center gap-3">
			<SearchField
				ref={input}
				command="flows.search"
				label={text.search}
				hint={text.searchHint}
				value={search.q ?? ""}
				onChange={(q) => change({ ...search, q }, true)}
			/>
			<FilterChoice
				className={choice}
				label={text.state}
				any={text.anyState}
				values={STATES}
				nameOf={(state) => text.states[state]}
				value={search.status}
				onChange={(status) => set({ status })}
			/>
			<FilterChoice
				className={choice}
				label={text.domain}
				any={text.anyDomain}
				values={DOMAINS}
				nameOf={(domain) => strings.common.domains[domain]}
				value={search.domain}
				onChange={(domain) => set({ domain })}
			/>
			<FilterChoice
				className={choice}
				label={text.origin}
				any={text.anyOrigin}
				values={ORIGINS}
				nameOf={(origin) => text.origins[origin]}
				value={search.origin}
				onChange={(origin) => set({ origin })}
			/>
			{search.tag && <Taken words={text.tagged(search.tag)} onDrop={() => set({ tag: undefined })} />}
			{search.category && (
				<Taken words={text.inCategory(search.category)} onDrop={() => set({ category: undefined })} />
			)}
			{countFilters(search) > 0 && (
				<Button variant="ghost" aria-label={text.clear} onClick={() => change(withoutFilters(search), false)}>
					<X aria-hidden="true" />
					{text.clearShort}
				</Button>
			)}
			<NativeSelect
				aria-label={text.sort}
				className="w-[calc(50%-0.375rem)] sm:ml-auto sm:w-auto"
				value={search.sort ?? "name"}
				onChange={({ target }) => set({ sort: SORTS.find((sort) => sort === target.value && sort !== "name") })}
			>
				{SORTS.map((sort) => (
					<option key={sort} value={sort}>
						{text.sorts[sort]}
					</option>
				))}
			</NativeSelect>
		</search>
	);
}

/** A filter that came with the address. */
function Taken({ words, onDrop }: { words: string; onDrop: () => void }) {
	return (
		<Button className="border-primary" onClick={onDrop}>
			{words}
			<X aria-hidden="true" />
		</Button>
	);
}
