import { useQueries } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { diffTrees, treeOf, withRemoved } from "@/features/flow-canvas/tree";
import { versionQuery } from "@/features/flows/api";
import { flat } from "@/features/flows/model/edit";
import { TreeView } from "@/features/review/components/TreeView";
import { reviewStrings as text } from "@/features/review/strings";

/** What an approved change made of its flow: as it was published, and not as it was proposed. */
export function PublishedChange({ flowId, version }: { flowId: string; version: number }) {
	const [before, after] = useQueries({
		queries: [versionQuery(flowId, version - 1), versionQuery(flowId, version)],
	});
	const error = before.error ?? after.error;
	if (before.data && after.data) {
		const old = flat(treeOf(before.data.tree_structure));
		const now = flat(treeOf(after.data.tree_structure));
		const title = text.treeAsPublished(after.data.name, version);
		return (
			<Card className="grid gap-4">
				<TreeView tree={withRemoved(old, now)} changes={diffTrees(old, now)} title={title} label={title} />
			</Card>
		);
	}
	if (!error) return <Skeleton className="h-80" />;
	return <ProblemNote error={error} onRetry={() => void Promise.all([before.refetch(), after.refetch()])} />;
}
