import { type ReactNode, useId } from "react";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { DefinitionButton, Meaning, useDefinition } from "@/features/analytics/components/Definition";

/** A part of the page: what it shows and how that is counted, then the figures, their stand-in, or why there are none. */
export function Section<T extends { definition: string }>(props: {
	title: string;
	query: {
		data: T | undefined;
		error: unknown;
		isPlaceholderData: boolean;
		refetch: () => unknown;
	};
	actions?: ReactNode;
	children: (found: T) => ReactNode;
}) {
	const { data, error, isPlaceholderData, refetch } = props.query;
	const id = useId();
	const definition = useDefinition();
	return (
		<Card aria-labelledby={id} className="grid min-w-0 content-start gap-4">
			<header className="grid gap-1">
				<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
					<div className="flex items-center gap-2">
						<CardTitle id={id}>{props.title}</CardTitle>
						{data && <DefinitionButton of={props.title} definition={definition} />}
					</div>
					<div className="flex flex-wrap items-center gap-2">{props.actions}</div>
				</div>
				{data && <Meaning words={data.definition} definition={definition} />}
			</header>
			{error !== null && <ProblemNote error={error} onRetry={() => void refetch()} />}
			{data === undefined ? (
				error === null && <Skeleton className="h-48" />
			) : (
				<div
					aria-busy={isPlaceholderData}
					className="grid min-w-0 content-start gap-4 transition-opacity aria-busy:opacity-60"
				>
					{props.children(data)}
				</div>
			)}
		</Card>
	);
}
