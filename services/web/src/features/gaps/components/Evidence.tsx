import { Card, CardTitle } from "@/components/ui/card";
import type { Gap } from "@/features/gaps/api";
import { detailWords, evidenceWord } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { formatDateTime, formatNumber } from "@/lib/dates";
import { percent } from "@/lib/percent";

/** What the gap was concluded from. */
export function Evidence({ gap }: { gap: Gap }) {
	const { share, period_days } = gap.evidence;
	const rows = detailWords(gap);
	return (
		<Card aria-labelledby={`${gap.id}-evidence`} className="grid gap-4">
			<div className="grid gap-1">
				<CardTitle id={`${gap.id}-evidence`}>{text.evidence}</CardTitle>
				<p className="text-muted-foreground text-sm">{text.evidenceHint(formatNumber(period_days))}</p>
			</div>
			<div className="flex flex-wrap items-end gap-x-4 gap-y-1">
				<span className="font-display font-semibold text-4xl tabular-nums">{percent(share)}</span>
				<span className="pb-1 text-muted-foreground">{evidenceWord(gap)}</span>
			</div>
			<div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-accent">
				<div
					className="h-full rounded-full bg-primary"
					style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
				/>
			</div>
			{rows.length > 0 && (
				<dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
					{rows.map(([name, value]) => (
						<div key={name} className="flex justify-between gap-4 border-border border-b py-1">
							<dt className="text-muted-foreground">{name}</dt>
							<dd className="tabular-nums">{value}</dd>
						</div>
					))}
				</dl>
			)}
			<p className="text-muted-foreground text-xs">
				{text.updated} <time dateTime={gap.updated_at}>{formatDateTime(gap.updated_at)}</time>
			</p>
		</Card>
	);
}
