import { Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { diffTrees, withRemoved } from "@/features/flow-canvas/tree";
import { DiffList } from "@/features/flows/components/DiffList";
import { FlowCanvas } from "@/features/flows/components/Stage";
import type { Content } from "@/features/flows/model/content";
import { flowStrings as text } from "@/features/flows/strings";

/** Two texts of a flow, and what people call them. */
export interface Compared {
	before: Content;
	after: Content;
	words: readonly [before: string, after: string];
}

/** What became of a flow: in the picture, and in words. */
export function Comparison({ compared }: { compared: Compared }) {
	const { before, after, words } = compared;
	return (
		<div className="grid gap-3">
			<Suspense fallback={<Skeleton className="h-[55vh]" />}>
				<FlowCanvas
					tree={withRemoved(before.tree, after.tree)}
					changes={diffTrees(before.tree, after.tree)}
					label={text.difference(...words)}
					outline={false}
					className="h-[55vh] min-h-80"
				/>
			</Suspense>
			<DiffList compared={compared} />
		</div>
	);
}
