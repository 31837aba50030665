import { Badge } from "@/components/ui/badge";
import { CHANGE_LOOKS, type Change, changeOf, TYPE_ICONS, TYPE_TONES } from "@/features/flow-canvas/looks";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { type Changes, type FlowNode, NO_CHANGES } from "@/features/flow-canvas/tree";
import { cn } from "@/lib/cn";

/** The kind of a node, and whether it is new or other: by word and sign. */
export function NodeHead({ node, changes = NO_CHANGES }: { node: FlowNode; changes?: Changes }) {
	const Icon = TYPE_ICONS[node.type];
	const kind = changeOf(changes, node.id);
	return (
		<span className="inline-flex flex-wrap items-center gap-2">
			<span className={cn("inline-flex items-center gap-1.5 font-medium text-xs", TYPE_TONES[node.type])}>
				<Icon aria-hidden="true" className="size-3.5" />
				{canvasStrings.types[node.type]}
			</span>
			{kind && <ChangeMark kind={kind} />}
		</span>
	);
}

function ChangeMark({ kind }: { kind: Change }) {
	const { icon: Icon, tone } = CHANGE_LOOKS[kind];
	return (
		<Badge tone={tone} className="py-0">
			<Icon aria-hidden="true" />
			{canvasStrings.changes[kind]}
		</Badge>
	);
}
