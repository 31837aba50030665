import { SlidersHorizontal, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { ClientPicker } from "@/components/client-picker";
import { FilterChoice } from "@/components/filter-choice";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/field";
import { Segments } from "@/components/ui/segments";
import { CommandTip } from "@/components/ui/tooltip";
import type { Scoped } from "@/features/history/components/CasesPage";
import { PeriodFilter } from "@/features/history/components/PeriodFilter";
import { type CasesSearch, countFilters, DOMAINS, SCOPES, SORTS, STATUSES, TIERS } from "@/features/history/filters";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const text = strings.history;
const names = strings.common;
const tierWord = (tier: (typeof TIERS)[number]) => text.tierName(names.confidence[tier]);

const choice = "lg:w-auto lg:max-w-44";

/** Everything that narrows and sorts the list; nothing that does so is hidden. */
export function FilterBar({ search, scope, change, clear }: Scoped) {
	const [open, setOpen] = useState(false);
	const [choosing, setChoosing] = useState(false);
	const id = useId();
	const input = useRef<HTMLInputElement>(null);
	const count = countFilters(search);
	const set = (changes: CasesSearch) => change({ ...search, ...changes, selected: undefined }, false);
	useCommand("cases.search", () => input.current?.select());
	useCommand("cases.clear", clear, { enabled: count > 0 });
	return (
		<search className="grid gap-3">
			<div className="flex flex-wrap items-center gap-3">
				<SearchField
					ref={input}
					command="cases.search"
					label={text.search}
					hint={text.searchHint}
					value={search.q ?? ""}
					onChange={(q) => change({ ...search, q, selected: undefined }, true)}
				/>
				<ScopeChoice search={search} scope={scope} change={change} clear={clear} />
				<Button className="lg:hidden" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
					<SlidersHorizontal aria-hidden="true" />
					{count > 0 ? text.filtersOn(count) : text.filters}
				</Button>
			</div>
			<div
				id={id}
				className={cn(
					"grid grid-cols-2 gap-3 sm:grid-cols-3 lg:flex lg:flex-wrap lg:items-center",
					!open && "max-lg:hidden",
				)}
			>
				<FilterChoice
					className={choice}
					label={text.status}
					any={text.anyStatus}
					values={STATUSES}
					nameOf={(name) => names.statuses[name]}
					value={search.status}
					onChange={(status) => set({ status })}
				/>
				<FilterChoice
					className={choice}
					label={text.domain}
					any={text.anyDomain}
					values={DOMAINS}
					nameOf={(name) => names.domains[name]}
					value={search.domain}
					onChange={(domain) => set({ domain })}
				/>
				<FilterChoice
					className={choice}
					label={text.tier}
					any={text.anyTier}
					values={TIERS}
					nameOf={tierWord}
					value={search.tier}
					onChange={(tier) => set({ tier })}
				/>
				<ClientPicker
					label={text.client}
					nobody={text.anyClient}
					searchLabel={text.searchClient}
					nothing={text.noSuchClient}
					value={search.client ?? null}
					onChange={(client) => set({ client: client ?? undefined })}
					open={choosing}
					onOpenChange={setChoosing}
					className={cn("lg:w-44", search.client && "border-primary")}
				/>
				<PeriodFilter search={search} set={set} />
				{count > 0 && (
					<CommandTip id="cases.clear">
						<Button variant="ghost" className="max-lg:order-last" onClick={clear} aria-label={text.clear}>
							<X aria-hidden="true" />
							{text.clearShort}
						</Button>
					</CommandTip>
				)}
				<NativeSelect
					aria-label={text.sort}
					className="lg:ml-auto lg:w-40"
					value={search.sort ?? "newest"}
					onChange={(event) => set({ sort: SORTS.find((sort) => sort === event.target.value) })}
				>
					{SORTS.map((sort) => (
						<option key={sort} value={sort}>
							{text.sorts[sort]}
						</option>
					))}
				</NativeSelect>
			</div>
		</search>
	);
}

function ScopeChoice({ search, scope, change }: Scoped) {
	const me = useMe();
	return (
		<Segments
			label={text.scope}
			values={SCOPES.filter((each) => each !== "team" || me.team_id)}
			nameOf={(each) => text.scopes[each]}
			value={scope}
			onChange={(each) => change({ ...search, scope: each, selected: undefined }, false)}
		/>
	);
}
