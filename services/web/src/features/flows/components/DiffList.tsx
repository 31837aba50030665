import type { ReactNode } from "react";
import { CHANGE_LOOKS, type Change } from "@/features/flow-canvas/looks";
import { canvasStrings } from "@/features/flow-canvas/strings";
import { diffTrees, type FlowNode, flatten, headOf } from "@/features/flow-canvas/tree";
import type { Compared } from "@/features/flows/components/Comparison";
import { changedParts, changedWords } from "@/features/flows/model/content";
import { nodeAt } from "@/features/flows/model/edit";
import { flowStrings as text } from "@/features/flows/strings";
import { strings } from "@/lib/strings";

/** The changes from one text of a flow to another, in words. */
export function DiffList({ compared }: { compared: Compared }) {
	const { before, after, words } = compared;
	const { added, changed, removed } = diffTrees(before.tree, after.tree);
	const said = changedWords(before, after);
	if (said.length + added.size + changed.size + removed.size === 0)
		return <p className="text-muted-foreground text-sm">{text.sameText}</p>;
	return (
		<section aria-label={text.difference(...words)} className="grid gap-2 text-sm">
			<h3 className="font-medium">{text.difference(...words)}</h3>
			<ul className="grid max-h-72 gap-1 overflow-y-auto">
				{said.map((name) => (
					<Entry key={name} sign="changed">
						{text.words[name]}: <Words of={before[name]} name={name} /> → <Words of={after[name]} name={name} />
					</Entry>
				))}
				<Nodes tree={after.tree} ids={added} sign="added" />
				<Nodes tree={after.tree} before={before.tree} ids={changed} sign="changed" />
				<Nodes tree={before.tree} ids={removed} sign="removed" />
			</ul>
		</section>
	);
}

function Nodes(props: { tree: FlowNode; before?: FlowNode; ids: ReadonlySet<string>; sign: Change }) {
	const { tree, before, ids, sign } = props;
	const shown = flatten(tree).filter(({ id }) => ids.has(id));
	return shown.map((node) => {
		const was = before && nodeAt(before, node.id);
		return (
			<Entry key={node.id} sign={sign}>
				{canvasStrings.types[node.type]}: {headOf(node) || canvasStrings.untitled[node.type]}
				{was && <span className="text-muted-foreground"> ({partsOf(was, node)})</span>}
			</Entry>
		);
	});
}

function partsOf(before: FlowNode, after: FlowNode): string {
	return changedParts(before, after)
		.map((name) => text.parts[name])
		.join(", ");
}

function Entry({ sign, children }: { sign: Change; children: ReactNode }) {
	const { icon: Icon, ink } = CHANGE_LOOKS[sign];
	return (
		<li className="flex items-start gap-2">
			<span className={`flex shrink-0 items-center gap-1 font-medium ${ink}`}>
				<Icon aria-hidden="true" className="size-3.5" />
				{text.differences[sign]}
			</span>
			<span className="min-w-0 break-words">{children}</span>
		</li>
	);
}

function Words({ of, name }: { of: unknown; name: string }) {
	const words = Array.isArray(of) ? of.join(", ") : String(of ?? "");
	const domains: Readonly<Record<string, string>> = strings.common.domains;
	return <q>{name === "problem_domain" ? (domains[words] ?? words) : words}</q>;
}
