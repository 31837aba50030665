import "@/features/flows/commands";
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { flowQuery } from "@/features/flows/api";
import { FlowEditor } from "@/features/flows/components/FlowEditor";
import { isLeaving, onLeaving } from "@/features/flows/model/leaving";
import { flowRoute } from "@/features/flows/route";
import { flowStrings as text } from "@/features/flows/strings";
import { strings } from "@/lib/strings";

/** One flow: read, written, walked, compared and published. */
export function FlowPage() {
	const { flowId } = flowRoute.useParams();
	const flow = useQuery(flowQuery(flowId));
	const saving = useSyncExternalStore(onLeaving, () => isLeaving(flowId));
	// What was just left is still being saved: another editor would save over it.
	if (flow.data && !saving) return <FlowEditor key={flowId} flow={flow.data} />;
	return (
		<Page title={text.title} className="max-w-none content-start">
			{flow.isError ? (
				<ProblemNote error={flow.error} onRetry={() => void flow.refetch()} />
			) : (
				<div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_26rem]">
					<p role="status" className="sr-only">
						{strings.common.loading}
					</p>
					<Skeleton className="h-[70vh]" />
					<Skeleton className="h-[70vh]" />
				</div>
			)}
		</Page>
	);
}
