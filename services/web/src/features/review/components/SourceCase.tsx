import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EyeOff } from "lucide-react";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { caseQuery } from "@/features/case/api";
import { StatusBadge } from "@/features/case/components/StatusBadge";
import type { CaseDetail } from "@/features/case/types";
import { reviewStrings as text } from "@/features/review/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { isProblem } from "@/lib/problem";

/** A case in short: what it was, and what resolved it. What nobody can read any more is said to be so. */
export function SourceCase({ id, first }: { id: string; first: boolean }) {
	const found = useQuery(caseQuery(id));
	if (isProblem(found.error) && found.error.isHidden) return <Hidden erased={found.error.status === 410} />;
	if (found.data) return <Told found={found.data} first={first} />;
	if (found.isPending) return <Skeleton className="h-20" />;
	return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
}

function Hidden({ erased }: { erased: boolean }) {
	return (
		<p className="flex items-start gap-2 rounded-xl border border-border border-dashed px-4 py-3 text-muted-foreground text-sm">
			<EyeOff aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
			{erased ? text.erased : text.invisible}
		</p>
	);
}

function Told({ found, first }: { found: CaseDetail; first: boolean }) {
	return (
		<Link
			to="/pilot/$sessionId"
			params={{ sessionId: found.id }}
			className="grid gap-1.5 rounded-xl border border-border px-4 py-3 text-sm hover:border-primary/60"
		>
			<span className="line-clamp-2 break-words font-medium">
				{found.title ?? found.problem_summary ?? text.untitled}
			</span>
			<span className="line-clamp-3 break-words text-muted-foreground">
				{found.resolution_summary ?? text.notResolved}
			</span>
			<span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs">
				{first && <span className="font-medium text-primary">{text.first}</span>}
				{found.status !== "resolved" && <StatusBadge status={found.status} />}
				{found.user_name && <span>{found.user_name}</span>}
				<span>{text.steps(found.steps.length)}</span>
				{found.resolved_at && (
					<time dateTime={found.resolved_at} title={formatDateTime(found.resolved_at)}>
						{formatAgo(found.resolved_at)}
					</time>
				)}
			</span>
		</Link>
	);
}
