import "@xyflow/react/dist/base.css";
import { type Connection, Panel, ReactFlow, type ReactFlowInstance } from "@xyflow/react";
import { Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cardsOf, edgesOf } from "@/features/flow-canvas/cards";
import { neighbour, type Placed, planOf, shapeOf } from "@/features/flow-canvas/layout";
import { type CardNode, NodeCard } from "@/features/flow-canvas/NodeCard";
import { canvasStrings as text } from "@/features/flow-canvas/strings";
import { TextOutline } from "@/features/flow-canvas/TextOutline";
import { type Changes, type FlowNode, flatten, NO_CHANGES } from "@/features/flow-canvas/tree";
import { showAll, showNode } from "@/features/flow-canvas/view";
import { cn } from "@/lib/cn";

interface CanvasProps {
	tree: FlowNode;
	/** What is new, other or gone, drawn by colour and sign. */
	changes?: Changes;
	/** Left out, the canvas keeps itself which node is chosen. */
	selected?: string | null;
	onSelect?: (nodeId: string | null) => void;
	/** Enter or a double click on the chosen node. */
	onOpen?: (nodeId: string) => void;
	/** How many faults each node has. */
	faulty?: ReadonlyMap<string, number>;
	/** Where somebody stands who walks the flow. */
	current?: string | null;
	/** A way was drawn by the pointer from a node (`option`: its place among the answers, null for an action). */
	onConnect?: (from: string, option: number | null, to: string) => void;
	/** False where the page has a list of the flow itself. */
	outline?: boolean;
	label: string;
	className?: string;
}

type Instance = ReactFlowInstance<CardNode>;

const NODE_TYPES = { card: NodeCard };
const NONE: ReadonlyMap<string, number> = new Map();

/** A flow, drawn from left to right; walked with the arrow keys. What it shows stands beside it as a list too. */
export default function FlowCanvas(props: CanvasProps) {
	const { tree, label, onSelect, onConnect } = props;
	const [own, setOwn] = useState<string | null>(null);
	const chosen = props.selected === undefined ? own : props.selected;
	/** What is chosen at first may not be drawn yet; what is walked to is. */
	const [focused, setFocused] = useState(false);
	const flow = useRef<Instance | null>(null);
	const box = useRef<HTMLDivElement>(null);
	const prefix = useId();
	const plan = usePlan(tree);
	const select = (id: string | null) => {
		setOwn(id);
		onSelect?.(id);
	};
	const marks = useMemo(
		() => ({
			changes: props.changes ?? NO_CHANGES,
			faulty: props.faulty ?? NONE,
			current: props.current ?? null,
			chosen,
			connectable: onConnect !== undefined,
		}),
		[props.changes, props.faulty, props.current, chosen, onConnect],
	);
	const before = useRef<ReadonlyMap<string, CardNode>>(new Map());
	const cards = useMemo(() => {
		const texts = new Map(flatten(tree).map((node) => [node.id, node]));
		const made = cardsOf(plan.placed, texts, marks, prefix, before.current);
		before.current = new Map(made.map((card) => [card.id, card]));
		return made;
	}, [tree, plan, marks, prefix]);
	const edges = useMemo(() => edgesOf(plan, marks), [plan, marks]);
	useInSight(flow, box, plan.placed, props.current ?? chosen);
	const keys = (event: KeyboardEvent) => {
		const act = actionOf(event);
		if (!act || event.target !== box.current) return;
		event.preventDefault();
		act();
	};
	const actionOf = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined => {
		if (altKey || ctrlKey || metaKey) return undefined;
		if (isArrow(key)) return () => select(chosen ? (neighbour(plan, chosen, key) ?? chosen) : tree.id);
		const actions: Readonly<Record<string, () => void>> = {
			Home: () => select(tree.id),
			Enter: () => (chosen ? props.onOpen?.(chosen) : select(tree.id)),
			"+": () => void flow.current?.zoomIn(),
			"-": () => void flow.current?.zoomOut(),
			"0": () => flow.current && void flow.current.fitView(),
		};
		return actions[key];
	};
	const connect = ({ source, sourceHandle, target }: Connection) =>
		onConnect?.(source, sourceHandle === "next" ? null : Number(sourceHandle), target);
	return (
		<div className={cn("relative overflow-hidden rounded-card border border-border bg-background", props.className)}>
			<ReactFlow
				ref={box}
				nodes={cards}
				edges={edges}
				nodeTypes={NODE_TYPES}
				onInit={(instance: Instance) => {
					flow.current = instance;
					showAll(instance, box.current, plan.placed);
					const begun = plan.placed.find(({ node }) => node.id === (props.current ?? chosen));
					if (begun) showNode(instance, box.current, begun);
				}}
				tabIndex={0}
				aria-label={label}
				aria-description={text.hint}
				aria-activedescendant={
					focused && chosen && cards.some(({ id }) => id === chosen) ? `${prefix}-${chosen}` : undefined
				}
				onKeyDown={keys}
				onFocus={() => setFocused(true)}
				onBlur={() => setFocused(false)}
				onNodeClick={(_, { id }) => select(id)}
				onNodeDoubleClick={(_, { id }) => props.onOpen?.(id)}
				onPaneClick={() => select(null)}
				onConnect={connect}
				nodesConnectable={onConnect !== undefined}
				nodesDraggable={false}
				nodesFocusable={false}
				edgesFocusable={false}
				elementsSelectable={false}
				disableKeyboardA11y
				deleteKeyCode={null}
				onlyRenderVisibleElements
				zoomOnDoubleClick={false}
				preventScrolling={props.onConnect !== undefined}
				minZoom={0.03}
				maxZoom={1.5}
				proOptions={{ hideAttribution: true }}
				className="focus-visible:-outline-offset-2"
			>
				<Zoom flow={flow} />
			</ReactFlow>
			{props.outline !== false && <TextOutline tree={tree} label={label} changes={props.changes} />}
		</div>
	);
}

/** Laid out anew where nodes or ways change, not with each letter that is typed. */
function usePlan(tree: FlowNode) {
	const shape = useMemo(() => shapeOf(tree), [tree]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the shape is all of the tree that the layout reads
	return useMemo(() => planOf(tree), [shape]);
}

/** Bring the node into sight that is chosen or walked to. */
function useInSight(
	flow: { readonly current: Instance | null },
	box: { readonly current: HTMLDivElement | null },
	placed: readonly Placed[],
	id: string | null,
): void {
	const last = useRef(id);
	useEffect(() => {
		const moved = last.current !== id;
		last.current = id;
		const found = placed.find(({ node }) => node.id === id);
		if (moved && found && flow.current) showNode(flow.current, box.current, found);
	}, [flow, box, placed, id]);
}

function Zoom({ flow }: { flow: { readonly current: Instance | null } }) {
	return (
		<Panel position="bottom-left" className="m-2! flex gap-1">
			<Button
				size="icon"
				className="size-8 bg-popover"
				aria-label={text.zoomOut}
				onClick={() => void flow.current?.zoomOut()}
			>
				<ZoomOut aria-hidden="true" />
			</Button>
			<Button
				size="icon"
				className="size-8 bg-popover"
				aria-label={text.zoomIn}
				onClick={() => void flow.current?.zoomIn()}
			>
				<ZoomIn aria-hidden="true" />
			</Button>
			<Button
				size="icon"
				className="size-8 bg-popover"
				aria-label={text.fit}
				onClick={() => void flow.current?.fitView()}
			>
				<Maximize aria-hidden="true" />
			</Button>
		</Panel>
	);
}

function isArrow(key: string): key is "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" {
	return ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(key);
}
