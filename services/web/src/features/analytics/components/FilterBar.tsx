import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ClientPicker } from "@/components/client-picker";
import { FilterChoice } from "@/components/filter-choice";
import { Button } from "@/components/ui/button";
import { Input, NativeSelect } from "@/components/ui/field";
import type { View } from "@/features/analytics/hooks/useView";
import { isDay } from "@/features/analytics/model/days";
import { countFilters, DOMAINS, HELD_DAYS, isOwn, NO_FILTERS, PERIODS } from "@/features/analytics/model/search";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { cn } from "@/lib/cn";
import { strings } from "@/lib/strings";
import { teamsQuery } from "@/lib/teams";

const domains = strings.common.domains;

/** Of when, of whom, and what counts as resolved. */
export function FilterBar({ view }: { view: View }) {
	const { search, scope, change } = view;
	const [choosing, setChoosing] = useState(false);
	const teams = useQuery(teamsQuery).data ?? [];
	return (
		<search className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:flex lg:flex-wrap lg:items-center">
			<PeriodChoice view={view} />
			<FilterChoice
				className="lg:w-auto lg:max-w-44"
				label={text.team}
				any={text.anyTeam}
				values={teams.map(({ id }) => id)}
				nameOf={(id) => teams.find((team) => team.id === id)?.name ?? ""}
				value={search.team}
				onChange={(team) => change({ team })}
			/>
			<ClientPicker
				label={text.client}
				nobody={text.anyClient}
				searchLabel={text.searchClient}
				nothing={text.noSuchClient}
				value={search.client ?? null}
				onChange={(client) => change({ client: client ?? undefined })}
				open={choosing}
				onOpenChange={setChoosing}
				className={cn("lg:w-44", search.client && "border-primary")}
			/>
			<FilterChoice
				className="lg:w-auto"
				label={text.domain}
				any={text.anyDomain}
				values={DOMAINS}
				nameOf={(domain) => domains[domain]}
				value={search.domain}
				onChange={(domain) => change({ domain })}
			/>
			<NativeSelect
				aria-label={text.held}
				className={cn("max-sm:col-span-2 lg:w-auto", search.held && "border-primary")}
				value={scope.held_days}
				onChange={({ target }) => change({ held: HELD_DAYS.find((days) => String(days) === target.value) })}
			>
				{HELD_DAYS.map((days) => (
					<option key={days} value={days}>
						{text.heldShort(text.heldDays[days])}
					</option>
				))}
			</NativeSelect>
			{countFilters(search) > 0 && (
				<Button variant="ghost" onClick={() => change(NO_FILTERS)}>
					<X aria-hidden="true" />
					{text.clear}
				</Button>
			)}
		</search>
	);
}

const OWN = "own";

function PeriodChoice({ view: { search, scope, change } }: { view: View }) {
	const own = isOwn(search);
	const choose = (value: string) =>
		change(
			value === OWN
				? { period: undefined, from: scope.since, to: scope.until }
				: { period: PERIODS.find((period) => period === value), from: undefined, to: undefined },
		);
	const between = (from: string, to: string) => change({ from, to }, true);
	return (
		<>
			<NativeSelect
				aria-label={text.period}
				className="lg:w-auto"
				value={own ? OWN : (search.period ?? "30d")}
				onChange={({ target }) => choose(target.value)}
			>
				{PERIODS.map((period) => (
					<option key={period} value={period}>
						{text.periods[period]}
					</option>
				))}
				<option value={OWN}>{text.ownPeriod}</option>
			</NativeSelect>
			{own && (
				<>
					<Day label={text.from} value={scope.since} onChange={(from) => between(from, later(from, scope.until))} />
					<Day label={text.to} value={scope.until} onChange={(to) => between(earlier(scope.since, to), to)} />
				</>
			)}
		</>
	);
}

const later = (one: string, other: string) => (one > other ? one : other);
const earlier = (one: string, other: string) => (one < other ? one : other);
const REST_MS = 400;

/** A day that is typed part by part: what is no day yet stays in the field and asks for nothing. */
function Day(props: { label: string; value: string; onChange: (day: string) => void }) {
	const { value, onChange } = props;
	const [typed, setTyped] = useState(value);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const latest = useRef(onChange); // the other day may have changed by the time that this one rests
	useEffect(() => {
		latest.current = onChange;
	});
	useEffect(() => () => clearTimeout(timer.current), []);
	useEffect(() => setTyped(value), [value]);
	const type = (next: string) => {
		setTyped(next);
		clearTimeout(timer.current);
		if (isDay(next)) timer.current = setTimeout(() => latest.current(next), REST_MS);
	};
	return (
		<Input
			type="date"
			aria-label={props.label}
			className="lg:w-40"
			value={typed}
			onChange={({ target }) => type(target.value)}
			onBlur={() => isDay(typed) || setTyped(value)}
		/>
	);
}
