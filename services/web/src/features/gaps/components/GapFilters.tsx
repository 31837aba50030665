import { X } from "lucide-react";
import { useRef } from "react";
import { useMe } from "@/app/shell/session";
import { SearchField } from "@/components/search-field";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/field";
import type { GapsSearch } from "@/features/gaps/filters";
import { countFilters, DOMAINS, KINDS, SEVERITIES, STATUSES } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { usePeople } from "@/features/gaps/use-people";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

type Names = readonly (readonly [value: string, name: string])[];

/** Everything that narrows the list. */
export function GapFilters(props: { search: GapsSearch; change: (next: GapsSearch, replace: boolean) => void }) {
	const { search, change } = props;
	const me = useMe();
	const { people } = usePeople();
	const input = useRef<HTMLInputElement>(null);
	const set = (name: keyof GapsSearch) => (value: string) => change({ ...search, [name]: value || undefined }, false);
	useCommand("gaps.search", () => input.current?.select());
	const assignees = [me, ...people.filter(({ id }) => id !== me.id)];
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
				<Choice
					label={text.status}
					value={search.status === "open" ? "" : (search.status ?? "")}
					names={STATUSES.map((status) => [status === "open" ? "" : status, text.statuses[status]])}
					onChange={set("status")}
				/>
				<Choice
					label={text.severity}
					value={search.severity ?? ""}
					names={[["", text.anySeverity], ...SEVERITIES.map((each) => [each, text.severities[each]] as const)]}
					onChange={set("severity")}
				/>
				<Choice
					label={text.kind}
					value={search.kind ?? ""}
					names={[["", text.anyKind], ...KINDS.map((kind) => [kind, text.kinds[kind].word] as const)]}
					onChange={set("kind")}
				/>
				<Choice
					label={text.domain}
					value={search.domain ?? ""}
					names={[["", text.anyDomain], ...DOMAINS.map((each) => [each, strings.common.domains[each]] as const)]}
					onChange={set("domain")}
				/>
				<Choice
					label={text.assignee}
					value={search.assignee ?? ""}
					names={[
						["", text.anyAssignee],
						...assignees.map(({ id, name }) => [id, id === me.id ? text.assigneeMe(name) : name] as const),
					]}
					onChange={set("assignee")}
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

function Choice(props: { label: string; value: string; names: Names; onChange: (value: string) => void }) {
	return (
		<NativeSelect
			aria-label={props.label}
			className={cn("lg:w-auto lg:max-w-52", props.value !== "" && "border-primary")}
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
