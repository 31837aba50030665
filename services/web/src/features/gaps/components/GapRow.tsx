import { Link } from "@tanstack/react-router";
import { UserRound } from "lucide-react";
import type { Gap } from "@/features/gaps/api";
import { SeverityBadge } from "@/features/gaps/components/Badges";
import { domainWord, evidenceWord } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** One gap: what it is, how bad, on what evidence, and who has it. */
export function GapRow({ gap, nameOf, now }: { gap: Gap; nameOf: (id: string) => string; now: Date }) {
	return (
		<Link
			to="/knowledge-gaps/$gapId"
			params={{ gapId: gap.id }}
			data-row
			className="glass grid gap-x-6 gap-y-2 p-4 hover:border-primary/60 focus-visible:border-primary sm:p-5 lg:grid-cols-[6.5rem_minmax(0,1fr)_minmax(11rem,auto)] lg:items-center"
		>
			<span className="flex flex-wrap items-center gap-2">
				<SeverityBadge severity={gap.severity} />
			</span>
			<span className="grid min-w-0 gap-1">
				<span className="line-clamp-2 break-words font-medium text-lg leading-snug">{gap.title}</span>
				<span className="flex flex-wrap gap-x-2 text-muted-foreground text-sm max-sm:gap-x-4 max-sm:[&_[aria-hidden]]:hidden">
					<span className="text-foreground">{text.kinds[gap.kind].word}</span>
					<span aria-hidden="true">·</span>
					<span className="tabular-nums">{evidenceWord(gap)}</span>
					<span aria-hidden="true">·</span>
					<span className="break-words">{placeWord(gap)}</span>
				</span>
			</span>
			<span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground text-sm lg:grid lg:justify-items-end">
				<Whose gap={gap} nameOf={nameOf} />
				<time dateTime={gap.found_at} title={formatDateTime(gap.found_at)}>
					{text.found} {formatAgo(gap.found_at, now)}
				</time>
			</span>
		</Link>
	);
}

function Whose({ gap, nameOf }: { gap: Gap; nameOf: (id: string) => string }) {
	if (gap.status === "closed") return <span>{text.closedReasons[gap.closed_reason ?? "by_hand"]}</span>;
	if (gap.status === "snoozed" && gap.snoozed_until)
		return <span>{text.snoozedUntil(formatDateTime(gap.snoozed_until))}</span>;
	if (gap.assigned_to === null) return <span>{text.notAssigned}</span>;
	return (
		<span className="inline-flex items-center gap-1.5 text-foreground">
			<UserRound aria-hidden="true" className="size-4 text-muted-foreground" />
			{nameOf(gap.assigned_to)}
		</span>
	);
}

/** The flow that it is in; where the title says that already, the domain. */
function placeWord({ title, flow_name, problem_domain }: Gap): string {
	return flow_name && !title.includes(flow_name) ? flow_name : domainWord(problem_domain);
}
