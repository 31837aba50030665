import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { caseQuery } from "@/features/case/api";
import { StatusBadge } from "@/features/case/components/StatusBadge";
import { gapStrings as text } from "@/features/gaps/strings";
import { formatDateTime } from "@/lib/dates";
import { isProblem } from "@/lib/problem";

/** Some of the cases that the gap was found in, to read what happened. */
export function ExampleCases({ ids }: { ids: readonly string[] }) {
	return (
		<Card aria-label={text.examples} className="grid gap-3">
			<div className="grid gap-1">
				<CardTitle>{text.examples}</CardTitle>
				<p className="text-muted-foreground text-sm">{ids.length > 0 ? text.examplesHint : text.noExamples}</p>
			</div>
			<ul className="grid empty:hidden">
				{ids.map((id) => (
					<li key={id} className="border-border border-t">
						<Example id={id} />
					</li>
				))}
			</ul>
		</Card>
	);
}

function Example({ id }: { id: string }) {
	const { data: found, isPending, error, refetch } = useQuery(caseQuery(id));
	if (isPending) return <Skeleton className="my-2 h-10" />;
	if (isProblem(error) && error.isHidden)
		return <p className="px-2 py-3 text-muted-foreground text-sm">{text.exampleGone}</p>;
	if (!found) return <ProblemNote error={error} onRetry={() => void refetch()} className="my-3" />;
	return (
		<Link
			to="/pilot/$sessionId"
			params={{ sessionId: id }}
			className="grid gap-1.5 rounded-lg px-2 py-3 text-sm hover:bg-accent/60"
		>
			<span className="line-clamp-2 break-words font-medium">
				{found.title ?? found.problem_summary ?? text.untitled}
			</span>
			<span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
				<StatusBadge status={found.status} />
				{found.user_name}
				<time dateTime={found.created_at}>{formatDateTime(found.created_at)}</time>
			</span>
		</Link>
	);
}
