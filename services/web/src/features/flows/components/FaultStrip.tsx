import { CircleCheck, LoaderCircle, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CommandTip } from "@/components/ui/tooltip";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { type FlowNode, headOf } from "@/features/flow-canvas/tree";
import type { Checked } from "@/features/flows/hooks/useFaults";
import { nodeAt } from "@/features/flows/model/edit";
import { nextOf, type Placed } from "@/features/flows/model/faults";
import { flowStrings as text } from "@/features/flows/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";

/** What is wrong with the flow; each leads to its node, or to the flow's own words. */
export function FaultStrip(props: { tree: FlowNode; checked: Checked; onGo: (placed: Placed) => void }) {
	const { tree, checked, onGo } = props;
	const { placed } = checked;
	const [at, setAt] = useState(-1);
	const go = (to: number) => {
		setAt(to);
		const fault = placed[to];
		if (fault) onGo(fault);
	};
	const step = (by: 1 | -1) => go(nextOf(placed.length, Math.min(at, placed.length - 1), by));
	useCommand("flow.nextFault", () => step(1), { enabled: placed.length > 0 });
	useCommand("flow.previousFault", () => step(-1), { enabled: placed.length > 0 });
	const fine = placed.length === 0;
	const [Icon, tone] = looksOf(checked);
	return (
		<div className="glass grid gap-1 p-3 text-sm">
			<div className="flex flex-wrap items-center gap-2">
				<p className={cn("flex items-center gap-2 font-medium", checked.checking && "text-muted-foreground")}>
					<Icon aria-hidden="true" className={cn("size-4", tone)} />
					{!checked.known && text.checkingNow}
					<span role="status">{checked.known && words(checked)}</span>
				</p>
				{!fine && (
					<CommandTip id="flow.nextFault">
						<Button size="sm" variant="ghost" className="ml-auto" onClick={() => step(1)}>
							{text.nextFault}
						</Button>
					</CommandTip>
				)}
			</div>
			<ul className="grid max-h-40 gap-0.5 overflow-y-auto empty:hidden">
				{placed.map(({ fault, nodeId }, index) => (
					<li key={`${fault.code} ${fault.node_id} ${fault.detail}`}>
						<button
							type="button"
							aria-current={index === at ? "true" : undefined}
							className="w-full rounded-lg px-2 py-1 text-left text-muted-foreground hover:bg-accent hover:text-foreground aria-[current=true]:bg-accent"
							onClick={() => go(index)}
						>
							<span className="font-medium text-foreground">{nameOf(nodeAt(tree, nodeId))}</span> {fault.detail}
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}

function nameOf(node: FlowNode | null): string {
	return node ? headOf(node) || canvasStrings.untitled[node.type] : text.ofFlow;
}

function looksOf({ placed, checking, failed }: Checked) {
	if (checking) return [LoaderCircle, "animate-spin"] as const;
	if (failed || placed.length > 0) return [TriangleAlert, "text-danger"] as const;
	return [CircleCheck, "text-success"] as const;
}

/** What was found last: it stands while the next look is taken, so that it is not said at every letter. */
function words({ placed, failed }: Checked): string {
	if (failed) return text.notChecked;
	return placed.length === 0 ? text.valid : text.faultsTitle(placed.length);
}
