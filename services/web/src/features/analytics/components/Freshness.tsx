import { useQuery } from "@tanstack/react-query";
import { Hourglass } from "lucide-react";
import { useId } from "react";
import { statusQuery } from "@/features/analytics/api";
import { Bar } from "@/features/analytics/components/charts/Bar";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { percent } from "@/lib/percent";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;
/** What is behind by less is behind by what is on its way. */
const STALE_MS = 2 * MINUTE_MS;

/** Up to when the figures go; that they are behind, or being built anew, where they are. */
export function Freshness() {
	const now = useNow(MINUTE_MS);
	const { data, dataUpdatedAt } = useQuery(statusQuery);
	const id = useId();
	if (!data) return null;
	if (data.rebuilding)
		return (
			<div role="status" className="glass grid gap-2 p-4 text-sm">
				<p id={id} className="flex items-center gap-2">
					<Hourglass aria-hidden="true" className="size-4 shrink-0 text-warning" />
					{text.rebuilding}
				</p>
				{data.done !== null && (
					<div className="flex items-center gap-3">
						<div
							role="progressbar"
							aria-labelledby={id}
							aria-valuenow={Math.round(data.done * 100)}
							className="w-full max-w-md"
						>
							<Bar share={data.done} />
						</div>
						<span className="whitespace-nowrap text-muted-foreground tabular-nums">
							{text.rebuildingShare(percent(data.done))}
						</span>
					</div>
				)}
			</div>
		);
	// By the server's clock: this one's may be wrong.
	const asked = data.asked_at ?? dataUpdatedAt;
	if (data.as_of === null || asked - Date.parse(data.as_of) < STALE_MS) return null;
	const there = new Date(asked + Math.max(0, now.getTime() - dataUpdatedAt));
	return (
		<p role="status" className="glass flex items-center gap-2 p-4 text-sm" title={formatDateTime(data.as_of)}>
			<Hourglass aria-hidden="true" className="size-4 shrink-0 text-warning" />
			{text.stale(formatAgo(data.as_of, there))}
		</p>
	);
}

/** Beside the page's name. */
export function AsOf() {
	const { data } = useQuery(statusQuery);
	if (!data?.as_of) return null;
	return (
		<p className="text-muted-foreground text-sm">
			<time dateTime={data.as_of}>{text.asOf(formatDateTime(data.as_of))}</time>
		</p>
	);
}
