import { type RefObject, useCallback, useState } from "react";
import type { FlowNode, NodeType } from "@/features/flow-canvas/tree";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { addNode, hangingBelow, nodeAt, placeAfter, remove } from "@/features/flows/model/edit";
import { flowStrings } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";
import { toast } from "@/lib/toast";

/** Which node is written, and what is done with it, by the keys of the library's editor. */
export function useTreeWork(editor: TreeEditor, first: string, fields: RefObject<HTMLElement | null>) {
	const { tree } = editor.content;
	const [picked, setPicked] = useState<string | null>(first);
	const chosen = nodeAt(tree, picked);
	const choose = useCallback((id: string | null) => setPicked(id), []);
	const open = (id: string) => {
		setPicked(id);
		focusFirst(fields.current);
	};
	const add = (type: NodeType) => {
		const place = placeAfter(tree, chosen?.id ?? tree.id, type);
		if (!place) return toast.error(flowStrings.noRoom);
		const added = addNode(place.tree, type, place.place);
		editor.changeTree(() => added.tree);
		open(added.id);
	};
	const removeChosen = () => {
		if (!chosen || chosen.id === tree.id) return;
		toast.success(flowStrings.removed(hangingBelow(tree, chosen.id).length));
		editor.changeTree((now) => remove(now, chosen.id));
		setPicked(tree.id);
	};
	const writes = { enabled: editor.writable };
	useCommand("flow.edit", () => open(chosen?.id ?? tree.id), writes);
	useCommand("flow.addDecision", () => add("decision"), writes);
	useCommand("flow.addAction", () => add("action"), writes);
	useCommand("flow.addSolution", () => add("solution"), writes);
	useCommand("flow.remove", removeChosen, { enabled: editor.writable && isBelow(tree, chosen) });
	return { chosen, choose, open, add, removeChosen };
}

function isBelow(tree: FlowNode, node: FlowNode | null): boolean {
	return node !== null && node.id !== tree.id;
}

/** The first field beside the flow, once it is drawn. */
function focusFirst(box: HTMLElement | null): void {
	requestAnimationFrame(() =>
		requestAnimationFrame(() => box?.querySelector<HTMLElement>("[data-first], textarea, input")?.focus()),
	);
}
