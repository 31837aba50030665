import type { Fix } from "@/features/case/types";
import { fixLook } from "@/features/fixes/look";
import { isFinal, notesOf, sinceOf } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";

const FINAL = {
	applied_success: text.successTitle,
	applied_failed: text.failedTitle,
	dismissed: text.dismissedTitle,
} as const;

/** How it stands: what is waited for or open, since when; of a decided fix a quiet line. */
export function FixState({ fix }: { fix: Fix }) {
	if (isFinal(fix)) return <Decided fix={fix} />;
	if (fix.status === "proposed") return null;
	const since = sinceOf(fix);
	return (
		<div className="grid gap-1 rounded-xl border border-border bg-background/50 px-4 py-3">
			<p className="flex flex-wrap items-baseline gap-x-2 text-muted-foreground text-sm">
				<span className="font-medium">{fix.status === "applied_pending" ? text.waitingFor : text.stillOpen}</span>
				<time dateTime={since} title={formatDateTime(since)} className="text-xs">
					{formatAgo(since)}
				</time>
			</p>
			<p className="whitespace-pre-wrap break-words leading-relaxed">{notesOf(fix)}</p>
			{fix.reminded_at && fix.status === "applied_pending" && (
				<p className="text-warning text-xs">{text.reminded(formatAgo(fix.reminded_at))}</p>
			)}
		</div>
	);
}

function Decided({ fix }: { fix: Fix }) {
	const { icon: Icon, ink } = fixLook[fix.status];
	const quiet = fix.status === "dismissed";
	const notes = notesOf(fix);
	return (
		<div className="flex items-start gap-2.5 rounded-xl border border-border px-4 py-3 text-sm">
			<Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", ink)} />
			<div className="grid min-w-0 gap-0.5">
				<p className="flex flex-wrap items-baseline gap-x-2">
					<span className={cn("font-medium", quiet && "font-normal text-muted-foreground")}>
						{FINAL[fix.status as keyof typeof FINAL]}
					</span>
					{fix.verified_at && (
						<time
							dateTime={fix.verified_at}
							title={formatDateTime(fix.verified_at)}
							className="text-muted-foreground text-xs"
						>
							{formatAgo(fix.verified_at)}
						</time>
					)}
				</p>
				<p className="break-words text-muted-foreground">{fix.title}</p>
				{fix.undone_at && <p className="text-warning">{text.undoneAt(formatAgo(fix.undone_at))}</p>}
				{notes && (
					<p className="whitespace-pre-wrap break-words">
						<span className="text-muted-foreground">{text.failedBecause}: </span>
						{notes}
					</p>
				)}
			</div>
		</div>
	);
}
