import { Trash2 } from "lucide-react";
import { lazy, type RefObject, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Segments } from "@/components/ui/segments";
import { Skeleton } from "@/components/ui/skeleton";
import { CommandTip } from "@/components/ui/tooltip";
import { type Changes, type FlowNode, headOf, type NodeType } from "@/features/flow-canvas/tree";
import { FlowList } from "@/features/flows/components/FlowList";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { connect } from "@/features/flows/model/edit";
import { flowStrings as text } from "@/features/flows/strings";

export const FlowCanvas = lazy(() => import("@/features/flow-canvas/FlowCanvas"));

const VIEWS = ["picture", "list"] as const;
const TYPES = { decision: "flow.addDecision", action: "flow.addAction", solution: "flow.addSolution" } as const;

/** The flow itself, as a picture or as a list; what is chosen in it can be added to. */
export function Stage(props: {
	ref: RefObject<HTMLDivElement | null>;
	editor: TreeEditor;
	byNode: ReadonlyMap<string, number>;
	/** What is new or other in the picture. */
	changes?: Changes;
	chosen: FlowNode | null;
	current: string | null;
	view: "list" | undefined;
	onView: (view: "list" | undefined) => void;
	onSelect: (id: string | null) => void;
	onOpen: (id: string) => void;
	onAdd: (type: NodeType) => void;
	onRemove: () => void;
}) {
	const { editor, chosen, onSelect } = props;
	const { tree, name } = editor.content;
	return (
		<div ref={props.ref} className="grid min-w-0 gap-3">
			<div className="flex flex-wrap items-center gap-2">
				<Segments
					label={text.viewChoice}
					values={VIEWS}
					nameOf={(view) => (view === "list" ? text.asList : text.picture)}
					value={props.view ?? "picture"}
					onChange={(view) => props.onView(view === "list" ? view : undefined)}
				/>
				{editor.writable && (
					<fieldset className="ml-auto flex flex-wrap items-center gap-1.5">
						<legend className="sr-only">{text.add}</legend>
						<span aria-hidden="true" className="hidden text-muted-foreground text-sm sm:inline">
							{text.add}
						</span>
						{(Object.keys(TYPES) as NodeType[]).map((type) => (
							<CommandTip key={type} id={TYPES[type]}>
								<Button size="sm" onClick={() => props.onAdd(type)}>
									{text.addNames[type]}
								</Button>
							</CommandTip>
						))}
						<CommandTip id="flow.remove">
							<Button
								size="sm"
								variant="ghost"
								aria-label={text.remove}
								disabled={!chosen || chosen.id === tree.id}
								onClick={props.onRemove}
							>
								<Trash2 aria-hidden="true" />
							</Button>
						</CommandTip>
					</fieldset>
				)}
			</div>
			{props.view === "list" ? (
				<FlowList
					tree={tree}
					byNode={props.byNode}
					chosen={chosen?.id ?? null}
					current={props.current}
					onSelect={onSelect}
					onOpen={props.onOpen}
				/>
			) : (
				<Suspense fallback={<Skeleton className="h-[55vh] lg:h-[calc(100dvh-17rem)]" />}>
					<FlowCanvas
						tree={tree}
						label={text.treeLabel(name)}
						selected={chosen?.id ?? null}
						current={props.current}
						faulty={props.byNode}
						changes={props.changes}
						onSelect={onSelect}
						onOpen={props.onOpen}
						onConnect={
							editor.writable
								? (id, option, to) => editor.changeTree((now) => connect(now, { id, option }, to))
								: undefined
						}
						className="h-[55vh] min-h-80 lg:h-[calc(100dvh-17rem)]"
					/>
				</Suspense>
			)}
			<p role="status" className="sr-only">
				{chosen && <Chosen key={chosen.id} head={headOf(chosen)} />}
			</p>
		</div>
	);
}

/** Says what was chosen, as it read then: it is not said again with every letter that is typed in it. */
function Chosen({ head }: { head: string }) {
	const [said] = useState(head);
	return text.chosenNow(said);
}
