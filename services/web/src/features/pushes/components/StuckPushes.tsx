import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type PushItem, pushesQuery } from "@/features/pushes/api";
import { nextWord, pushWord } from "@/features/pushes/model";
import { pushStrings as text } from "@/features/pushes/strings";

/** Documents of all cases that are not in their tickets yet. */
export function StuckPushes() {
	const failed = useQuery(pushesQuery("failed"));
	const abandoned = useQuery(pushesQuery("abandoned"));
	const pushes = [...(abandoned.data ?? []), ...(failed.data ?? [])];
	const error = failed.error ?? abandoned.error;
	const retry = () => void Promise.all([failed.refetch(), abandoned.refetch()]);
	return (
		<Card className="grid gap-4">
			<div className="grid gap-1">
				<CardTitle>{text.stuck}</CardTitle>
				<p className="text-muted-foreground text-sm">{text.stuckHint}</p>
			</div>
			{error && <ProblemNote error={error} onRetry={retry} />}
			{(failed.isPending || abandoned.isPending) && <Skeleton className="h-24" />}
			{failed.isSuccess && abandoned.isSuccess && pushes.length === 0 && (
				<p className="flex items-center gap-2 text-sm">
					<CircleCheck aria-hidden="true" className="size-4 text-success" />
					{text.stuckNone}
				</p>
			)}
			<ul className="grid empty:hidden">
				{pushes.map((push) => (
					<Stuck key={push.id} push={push} />
				))}
			</ul>
		</Card>
	);
}

function Stuck({ push }: { push: PushItem }) {
	return (
		<li className="grid gap-x-6 gap-y-1 border-border border-t py-3 text-sm sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
			<div className="grid min-w-0 gap-0.5">
				<Link
					to="/pilot/$sessionId"
					params={{ sessionId: push.session_id }}
					className="break-words font-medium text-primary hover:underline"
				>
					{push.title ?? text.untitled}
				</Link>
				<p className="break-words">
					{pushWord(push)} {nextWord(push)}
				</p>
				{push.last_error && <p className="break-words text-muted-foreground">{push.last_error}</p>}
			</div>
			<Badge tone={push.status === "abandoned" ? "danger" : "warning"} className="justify-self-start">
				{text.statuses[push.status]}
			</Badge>
		</li>
	);
}
