import { useMemo, useRef } from "react";
import { canvasStrings } from "@/features/flow-canvas/strings";
import type { Changes, FlowNode } from "@/features/flow-canvas/tree";
import { NodeText } from "@/features/review/components/NodeText";
import { inOrder } from "@/features/review/model/order";

/** A flow as a numbered list: what each node says in full, and at which number it goes on. */
export function TreeList({ tree, changes, label }: { tree: FlowNode; changes?: Changes; label: string }) {
	const nodes = useMemo(() => inOrder(tree), [tree]);
	const list = useRef<HTMLOListElement>(null);
	const go = (id: string) => {
		const item = list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`);
		item?.scrollIntoView({ block: "center" });
		item?.focus({ preventScroll: true });
	};
	return (
		<ol ref={list} aria-label={canvasStrings.outline(label)} className="grid gap-2">
			{nodes.map((node) => (
				<li key={node.id} tabIndex={-1} data-node={node.id} className="rounded-xl">
					<NodeText node={node} nodes={nodes} changes={changes} onGo={go} />
				</li>
			))}
		</ol>
	);
}
