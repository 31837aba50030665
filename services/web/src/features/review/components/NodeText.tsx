import { ArrowRight } from "lucide-react";
import { changeOf } from "@/features/flow-canvas/looks";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { type Changes, type FlowNode, headOf } from "@/features/flow-canvas/tree";
import { NodeHead } from "@/features/review/components/NodeHead";
import { reviewStrings as text } from "@/features/review/strings";
import { cn } from "@/lib/cn";

interface Among {
	/** All nodes, in the order of their numbers. */
	nodes: readonly FlowNode[];
	onGo: (id: string) => void;
}

/** All that one node says, and where it leads. */
export function NodeText({ node, changes, ...among }: { node: FlowNode; changes?: Changes } & Among) {
	const isNew = changes && changeOf(changes, node.id) === "added";
	return (
		<div
			className={cn(
				"grid gap-2 rounded-xl border border-border bg-background/60 p-4 text-sm",
				isNew && "border-success/60",
			)}
		>
			<span className="flex items-center gap-3">
				<span className="font-mono text-muted-foreground text-xs">{numberOf(among.nodes, node.id)}</span>
				<NodeHead node={node} changes={changes} />
			</span>
			<Texts node={node} />
			{node.type === "decision" && (
				<ul className="grid gap-1">
					{(node.options ?? []).map((option, at) => (
						<li key={option.id ?? at} className="flex flex-wrap items-baseline gap-x-2 break-words">
							<span className="font-medium">{option.label || canvasStrings.noLabel}</span>
							<Target id={option.next_node_id} {...among} />
						</li>
					))}
				</ul>
			)}
			{node.type === "action" && node.next_node_id && <Target id={node.next_node_id} {...among} />}
		</div>
	);
}

/** What a node says: each of its texts once. */
function Texts({ node }: { node: FlowNode }) {
	const texts = [node.type === "decision" ? node.question : node.title, node.description, node.help_text];
	const said = [...new Set(texts.map((each) => each?.trim()).filter(Boolean))];
	return said.map((words, at) => (
		<p key={words} className={cn("whitespace-pre-wrap break-words", at > 0 && "text-muted-foreground")}>
			{words}
		</p>
	));
}

function Target({ id, nodes, onGo }: { id: string | null | undefined } & Among) {
	const node = nodes.find((each) => each.id === id);
	if (!node) return <span className="text-muted-foreground">{canvasStrings.leadsNowhere}</span>;
	return (
		<button
			type="button"
			className="inline-flex min-w-0 items-baseline gap-1 text-left text-primary hover:underline"
			onClick={() => onGo(node.id)}
		>
			<ArrowRight aria-hidden="true" className="size-3 shrink-0 self-center" />
			<span className="line-clamp-1 break-all">{text.leadsTo(numberOf(nodes, node.id), headOf(node))}</span>
		</button>
	);
}

/** The number of a node in the order in which the flow is walked. */
export function numberOf(nodes: readonly FlowNode[], id: string): number {
	return nodes.findIndex((node) => node.id === id) + 1;
}
