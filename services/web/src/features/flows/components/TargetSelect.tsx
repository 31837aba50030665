import { ArrowRight } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/field";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { flatten, headOf, type NodeType } from "@/features/flow-canvas/tree";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { addNode, connect, nodeAt, type Place, targetAt } from "@/features/flows/model/edit";
import { flowStrings as text } from "@/features/flows/strings";
import { cn } from "@/lib/cn";

const NEW = ["action", "decision", "solution"] as const;
const WORDS = 60;

/** Where a place leads: to a node that is there, to a new one, to none. */
export function TargetSelect(props: {
	editor: TreeEditor;
	place: Place;
	label: string;
	/** The label is only read out. */
	hidden?: boolean;
	none: string;
	onGo: (id: string) => void;
}) {
	const { editor, place } = props;
	const id = useId();
	const { tree } = editor.content;
	const value = targetAt(tree, place);
	const target = nodeAt(tree, value);
	const choose = (chosen: string) => {
		const type = NEW.find((one) => newValue(one) === chosen);
		if (!type) return editor.changeTree((now) => connect(now, place, chosen || null));
		const added = addNode(tree, type, place);
		editor.changeTree(() => added.tree);
		props.onGo(added.id);
	};
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className={cn("font-medium text-sm", props.hidden && "sr-only")}>
				{props.label}
			</label>
			<div className="flex items-center gap-1">
				<NativeSelect
					id={id}
					value={value ?? ""}
					disabled={!editor.writable}
					className={cn(!value && "text-muted-foreground")}
					onChange={(event) => choose(event.target.value)}
				>
					<option value="">{props.none}</option>
					{value && !target && <option value={value}>{value}</option>}
					{NEW.map((type) => (
						<option key={type} value={newValue(type)}>
							{text.newNodes[type]}
						</option>
					))}
					<optgroup label={text.existing}>
						{flatten(tree)
							.filter((node) => node.id !== place.id)
							.map((node) => (
								<option key={node.id} value={node.id}>
									{wordsOf(headOf(node), node.type)}
								</option>
							))}
					</optgroup>
				</NativeSelect>
				{target && (
					<Button
						variant="ghost"
						size="icon"
						className="size-8"
						aria-label={text.goThere(wordsOf(headOf(target), target.type))}
						onClick={() => props.onGo(target.id)}
					>
						<ArrowRight aria-hidden="true" />
					</Button>
				)}
			</div>
		</div>
	);
}

/** No node has an id that begins so: ids of the server's are no longer than 100 characters, but may hold anything. */
function newValue(type: NodeType): string {
	return `+${type}${"+".repeat(100)}`;
}

function wordsOf(head: string, type: NodeType): string {
	const words = head || canvasStrings.untitled[type];
	return words.length > WORDS ? `${words.slice(0, WORDS)}…` : words;
}
