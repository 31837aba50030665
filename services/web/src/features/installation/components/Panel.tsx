import type { ReactNode } from "react";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";

/** A part of the page: what it is about, then what was read, the stand-in for it, or why it could not be read. */
export function Panel<T>(props: {
	title: string;
	hint: string;
	query: { data: T | undefined; error: unknown; refetch: () => unknown };
	children: (found: T) => ReactNode;
}) {
	const { data, error, refetch } = props.query;
	return (
		<Card className="grid min-w-0 gap-4">
			<div className="grid gap-1">
				<CardTitle>{props.title}</CardTitle>
				<p className="text-muted-foreground text-sm">{props.hint}</p>
			</div>
			{error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
			{data === undefined ? error === null && <Skeleton className="h-32" /> : props.children(data)}
		</Card>
	);
}

export const TABLE =
	"w-full text-left text-sm [&_td]:border-border [&_td]:border-t [&_td]:py-2.5 [&_td:not(:last-child)]:pr-4 [&_th:not(:last-child)]:pr-4 [&_th]:py-2 [&_th]:font-medium [&_th]:text-muted-foreground [&_th[scope=row]]:border-border [&_th[scope=row]]:border-t [&_th[scope=row]]:text-foreground";
