import { SlidersHorizontal, X } from "lucide-react";
import { type RefObject, useId, useState } from "react";
import { FilterChoice } from "@/components/filter-choice";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { countFilters, DOMAINS, filtered, LEAST, type ReviewSearch, STATUSES, TYPES } from "@/features/review/filters";
import { reviewStrings as text } from "@/features/review/strings";
import { cn } from "@/lib/cn";
import { strings } from "@/lib/strings";

export type Change = (next: ReviewSearch, replace: boolean) => void;

const choice = "w-auto max-w-full max-sm:flex-[1_1_45%]";

/** What narrows the queue. */
export function QueueFilters(props: {
	search: ReviewSearch;
	change: Change;
	field: RefObject<HTMLInputElement | null>;
}) {
	const { search, change } = props;
	const id = useId();
	const [open, setOpen] = useState(false);
	const count = countFilters(search);
	const set = (changes: ReviewSearch) => change(filtered(search, changes), false);
	return (
		<search className="flex flex-wrap gap-3">
			<div className="flex min-w-64 flex-[1_1_20rem] gap-3">
				<SearchField
					ref={props.field}
					command="review.search"
					label={text.commands.search}
					hint={text.searchHint}
					value={search.q ?? ""}
					onChange={(q) => change(filtered(search, { q }), true)}
				/>
				<Button
					className="sm:hidden"
					aria-expanded={open}
					aria-controls={id}
					aria-label={text.filters}
					onClick={() => setOpen(!open)}
				>
					<SlidersHorizontal aria-hidden="true" />
					{count > 0 && count}
				</Button>
			</div>
			<div id={id} className={cn("flex flex-wrap gap-3", !open && "max-sm:hidden")}>
				<FilterChoice
					className={choice}
					label={text.status}
					any={text.statusFilter.pending}
					values={STATUSES}
					nameOf={(status) => text.statusFilter[status]}
					value={search.status}
					onChange={(status) => set({ status })}
				/>
				<FilterChoice
					className={choice}
					label={text.type}
					any={text.anyType}
					values={TYPES}
					nameOf={(type) => text.types[type]}
					value={search.type}
					onChange={(type) => set({ type })}
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
					label={text.least}
					any={text.anyConfidence}
					values={LEAST}
					nameOf={text.atLeast}
					value={search.least}
					onChange={(least) => set({ least })}
				/>
				{search.flow && (
					<Button className="border-primary" onClick={() => set({ flow: undefined })}>
						<X aria-hidden="true" />
						{text.ofFlow}
					</Button>
				)}
				{count > 0 && (
					<Button variant="ghost" onClick={() => change({}, false)}>
						<X aria-hidden="true" />
						{text.clear}
					</Button>
				)}
			</div>
		</search>
	);
}
