import { X } from "lucide-react";
import { useRef } from "react";
import { useMe } from "@/app/shell/session";
import { FilterChoice } from "@/components/filter-choice";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import type { GapsSearch } from "@/features/gaps/filters";
import { countFilters, DOMAINS, KINDS, SEVERITIES, STATUSES } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { usePeople } from "@/features/gaps/use-people";
import { useCommand } from "@/lib/commands/react";
import { idOf, oneOf } from "@/lib/search";
import { strings } from "@/lib/strings";

const choice = "lg:w-auto lg:max-w-52";
const NOT_OPEN = STATUSES.filter((status) => status !== "open");

/** Everything that narrows the list. */
export function GapFilters(props: { search: GapsSearch; change: (next: GapsSearch, replace: boolean) => void }) {
	const { search, change } = props;
	const me = useMe();
	const { people } = usePeople();
	const input = useRef<HTMLInputElement>(null);
	const set = (changes: GapsSearch) => change({ ...search, ...changes }, false);
	useCommand("gaps.search", () => input.current?.select());
	const names = new Map([[me.id, text.assigneeMe(me.name)]]);
	for (const { id, name } of people) if (id !== me.id) names.set(id, name);
	return (
		<search className="grid gap-3 lg:flex lg:flex-wrap lg:items-center">
			<SearchField
				ref={input}
				command="gaps.search"
				label={text.search}
				hint={text.searchHint}
				value={search.q ?? ""}
				onChange={(q) => change({ ...search, q }, true)}
			/>
			<div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:contents">
				<FilterChoice
					className={choice}
					label={text.status}
					any={text.statuses.open}
					values={NOT_OPEN}
					nameOf={(status) => text.statuses[status]}
					value={oneOf(NOT_OPEN, search.status)}
					onChange={(status) => set({ status })}
				/>
				<FilterChoice
					className={choice}
					label={text.severity}
					any={text.anySeverity}
					values={SEVERITIES}
					nameOf={(severity) => text.severities[severity]}
					value={oneOf(SEVERITIES, search.severity)}
					onChange={(severity) => set({ severity })}
				/>
				<FilterChoice
					className={choice}
					label={text.kind}
					any={text.anyKind}
					values={KINDS}
					nameOf={(kind) => text.kinds[kind].word}
					value={oneOf(KINDS, search.kind)}
					onChange={(kind) => set({ kind })}
				/>
				<FilterChoice
					className={choice}
					label={text.domain}
					any={text.anyDomain}
					values={DOMAINS}
					nameOf={(domain) => strings.common.domains[domain]}
					value={oneOf(DOMAINS, search.domain)}
					onChange={(domain) => set({ domain })}
				/>
				<FilterChoice
					className={choice}
					label={text.assignee}
					any={text.anyAssignee}
					values={[...names.keys()]}
					nameOf={(id) => names.get(id) ?? ""}
					value={idOf(search.assignee)}
					onChange={(assignee) => set({ assignee })}
				/>
				{countFilters(search) > 0 && (
					<Button variant="ghost" aria-label={text.clear} onClick={() => change({}, false)}>
						<X aria-hidden="true" />
						{text.clearShort}
					</Button>
				)}
			</div>
		</search>
	);
}
