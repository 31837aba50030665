import { ListTree, Network } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useMemo, useState } from "react";
import { CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { useMedia, WIDE } from "@/features/case/hooks/useMedia";
import type { Changes, FlowNode } from "@/features/flow-canvas/tree";
import { NodeText } from "@/features/review/components/NodeText";
import { TreeList } from "@/features/review/components/TreeList";
import { inOrder } from "@/features/review/model/order";
import { reviewStrings as text } from "@/features/review/strings";

const FlowCanvas = lazy(() => import("@/features/flow-canvas/FlowCanvas"));

type View = "drawing" | "outline";
const VIEWS = { drawing: Network, outline: ListTree } as const;

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
				<ViewChoice view={view} onChange={setWanted} />
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

function ViewChoice({ view, onChange }: { view: View; onChange: (view: View) => void }) {
	const name = useId();
	return (
		<fieldset className="flex rounded-lg border border-input bg-background/60 p-0.5">
			<legend className="sr-only">{text.view}</legend>
			{(["drawing", "outline"] as const).map((each) => {
				const Icon = VIEWS[each];
				return (
					<label
						key={each}
						className="flex cursor-pointer items-center gap-1.5 rounded-md px-3 py-1.5 text-muted-foreground text-sm hover:text-foreground has-checked:bg-primary/15 has-checked:font-medium has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-ring"
					>
						<input
							type="radio"
							name={name}
							className="sr-only"
							checked={view === each}
							onChange={() => onChange(each)}
						/>
						<Icon aria-hidden="true" className="size-4" />
						{text[each]}
					</label>
				);
			})}
		</fieldset>
	);
}
