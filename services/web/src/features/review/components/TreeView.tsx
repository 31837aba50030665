import { ListTree, Network } from "lucide-react";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { CardTitle } from "@/components/ui/card";
import { Segments } from "@/components/ui/segments";
import { Skeleton } from "@/components/ui/skeleton";
import { useMedia, WIDE } from "@/features/case/hooks/useMedia";
import type { Changes, FlowNode } from "@/features/flow-canvas/tree";
import { NodeText } from "@/features/review/components/NodeText";
import { TreeList } from "@/features/review/components/TreeList";
import { inOrder } from "@/features/review/model/order";
import { reviewStrings as text } from "@/features/review/strings";

const FlowCanvas = lazy(() => import("@/features/flow-canvas/FlowCanvas"));

const VIEWS = ["drawing", "outline"] as const;
type View = (typeof VIEWS)[number];
const ICONS = { drawing: Network, outline: ListTree } as const;

/** A flow, drawn or as a list; what a node says in full stands below the drawing once it is chosen. */
export function TreeView(props: {
	tree: FlowNode;
	changes?: Changes;
	title: string;
	label: string;
	children?: ReactNode;
}) {
	const { tree, changes } = props;
	const wide = useMedia(WIDE);
	const [wanted, setWanted] = useState<View | null>(null);
	const view = wanted ?? (wide ? "drawing" : "outline");
	const nodes = useMemo(() => inOrder(tree), [tree]);
	const [chosen, setChosen] = useState(() => nodes.find(({ id }) => changes?.added.has(id))?.id ?? null);
	const node = nodes.find(({ id }) => id === chosen);
	return (
		<>
			<div className="flex flex-wrap items-center justify-between gap-3">
				<CardTitle className="min-w-0 break-words">{props.title}</CardTitle>
				<Segments
					label={text.view}
					values={VIEWS}
					nameOf={(each) => text[each]}
					iconOf={(each) => ICONS[each]}
					value={view}
					onChange={setWanted}
				/>
			</div>
			{props.children}
			{view === "outline" && <TreeList tree={tree} changes={changes} label={props.label} />}
			{view === "drawing" && (
				<>
					<Suspense fallback={<Skeleton className={HEIGHT} />}>
						<FlowCanvas
							tree={tree}
							changes={changes}
							selected={chosen}
							onSelect={setChosen}
							label={props.label}
							className={HEIGHT}
						/>
					</Suspense>
					<div role="status" className="empty:hidden">
						{node && <NodeText node={node} nodes={nodes} changes={changes} onGo={setChosen} />}
					</div>
				</>
			)}
		</>
	);
}

const HEIGHT = "h-[clamp(20rem,52vh,40rem)]";
