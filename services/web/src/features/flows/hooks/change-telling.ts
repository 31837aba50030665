import { type FlowNode, flatten } from "@/features/flow-canvas/tree";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { flowStrings as text } from "@/features/flows/strings";
import { toast } from "@/lib/toast";

/** Change the flow, and say how many nodes went by it: it can be undone. */
export function changeTelling(editor: TreeEditor, by: (tree: FlowNode) => FlowNode): void {
	const { tree } = editor.content;
	const next = by(tree);
	const gone = flatten(tree).length - flatten(next).length;
	editor.changeTree(() => next);
	if (gone > 0) toast.success(text.removed(gone));
}
