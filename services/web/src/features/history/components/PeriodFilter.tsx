import { Input, NativeSelect } from "@/components/ui/field";
import { type CasesSearch, PERIODS } from "@/features/history/filters";
import { cn } from "@/lib/cn";
import { strings } from "@/lib/strings";

const OWN = "own";
const text = strings.history;

/** When a case was started: the last days, or days of one's own. */
export function PeriodFilter({ search, set }: { search: CasesSearch; set: (changes: CasesSearch) => void }) {
	const isOwn = search.period === undefined && (search.from !== undefined || search.to !== undefined);
	const choose = (value: string) =>
		set({
			period: PERIODS.find((period) => period === value),
			from: value === OWN ? firstOfMonth() : undefined,
			to: undefined,
		});
	return (
		<>
			<NativeSelect
				aria-label={text.period}
				className={cn("lg:w-auto", (search.period || isOwn) && "border-primary")}
				value={isOwn ? OWN : (search.period ?? "")}
				onChange={(event) => choose(event.target.value)}
			>
				<option value="">{text.anyPeriod}</option>
				{PERIODS.map((period) => (
					<option key={period} value={period}>
						{text.periods[period]}
					</option>
				))}
				<option value={OWN}>{text.ownPeriod}</option>
			</NativeSelect>
			{isOwn && (
				<>
					<Day label={text.from} value={search.from} most={search.to} onChange={(from) => set({ from })} />
					<Day label={text.to} value={search.to} least={search.from} onChange={(to) => set({ to })} />
				</>
			)}
		</>
	);
}

function Day(props: {
	label: string;
	value: string | undefined;
	least?: string;
	most?: string;
	onChange: (day: string | undefined) => void;
}) {
	return (
		<Input
			type="date"
			aria-label={props.label}
			className="lg:w-40"
			value={props.value ?? ""}
			min={props.least}
			max={props.most}
			onChange={(event) => props.onChange(event.target.value || undefined)}
		/>
	);
}

function firstOfMonth(): string {
	const now = new Date();
	return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-01`;
}
