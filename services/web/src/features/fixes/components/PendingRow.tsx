import { Link } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { PendingFix } from "@/features/fixes/api";
import { OutcomeForm } from "@/features/fixes/components/OutcomeForm";
import { fixLook } from "@/features/fixes/look";
import { type Outcome, offeredFor, sinceOf } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** One fix that waits: what for, since when, in which case; decided on the spot by whoever works on the case. */
export function PendingRow({ fix, now, mayRecord }: { fix: PendingFix; now: Date; mayRecord: boolean }) {
	const [chosen, setChosen] = useState<Outcome | null>(null);
	const since = sinceOf(fix);
	return (
		<li className="glass grid gap-x-8 gap-y-4 p-4 backdrop-blur-none sm:p-5 lg:grid-cols-[minmax(0,1fr)_auto]">
			<div className="grid min-w-0 content-start gap-2">
				<Link
					to="/pilot/$sessionId"
					params={{ sessionId: fix.session_id }}
					data-fix={fix.id}
					className="w-fit rounded-md font-medium text-lg leading-snug hover:text-primary hover:underline"
				>
					{fix.title}
				</Link>
				<p className="flex items-start gap-2.5">
					<Hourglass aria-hidden="true" className="mt-1 size-4 shrink-0 text-warning" />
					<span className="min-w-0 whitespace-pre-wrap break-words">{fix.pending_reason}</span>
				</p>
				<p className="flex flex-wrap gap-x-2 text-muted-foreground text-sm">
					<span className="min-w-0 break-words">{fix.session_title ?? text.untitled}</span>
					<span aria-hidden="true">·</span>
					<time dateTime={since} title={formatDateTime(since)}>
						{formatAgo(since, now)}
					</time>
					{fix.reminded_at && <span className="text-warning">{text.reminded(formatAgo(fix.reminded_at, now))}</span>}
				</p>
			</div>
			{!mayRecord && (
				<p className="text-muted-foreground text-sm lg:text-right">{text.readOnly(fix.user_name ?? "—")}</p>
			)}
			{mayRecord && chosen === null && (
				<div className="flex flex-wrap items-start gap-2">
					{offeredFor(fix, false).first.map((outcome) => {
						const { icon: Icon } = fixLook[outcome];
						return (
							<Button
								key={outcome}
								size="sm"
								variant={outcome === "applied_success" ? "success" : "secondary"}
								onClick={() => setChosen(outcome)}
							>
								<Icon aria-hidden="true" />
								{outcome === fix.status ? text.updateReason : text.outcomes[outcome]}
							</Button>
						);
					})}
				</div>
			)}
			{mayRecord && chosen !== null && (
				<div className="lg:col-span-2">
					<OutcomeForm
						key={chosen}
						session={fix.session_id}
						fix={fix}
						outcome={chosen}
						onLeave={() => setChosen(null)}
					/>
				</div>
			)}
		</li>
	);
}
