import "@/features/flows/commands";
import { useMemo, useRef, useState } from "react";
import { SendKey } from "@/features/case/components/SendKey";
import { useMedia, WIDE } from "@/features/case/hooks/useMedia";
import { diffTrees, type FlowNode, flatten } from "@/features/flow-canvas/tree";
import type { Fault } from "@/features/flows/api";
import { FaultStrip } from "@/features/flows/components/FaultStrip";
import { NodePanel } from "@/features/flows/components/NodePanel";
import { Stage } from "@/features/flows/components/Stage";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { useFaults } from "@/features/flows/hooks/useFaults";
import { useTreeWork } from "@/features/flows/hooks/useTreeWork";
import { type Placed, placeFaults, wordOf } from "@/features/flows/model/faults";
import type { Proposal } from "@/features/review/api";
import { EditBar } from "@/features/review/components/EditBar";
import { EditedWords } from "@/features/review/components/EditedWords";
import { useEdited } from "@/features/review/hooks/useEdited";
import { type OnDone, useReviewing } from "@/features/review/hooks/useReviewing";
import { contentOf, type Edited, publishBody } from "@/features/review/model/edited";
import type { Target } from "@/features/review/model/target";
import { useCommand } from "@/lib/commands/react";
import { isProblem } from "@/lib/problem";

/** The tree as the library's editor shows it, kept here until it is published; what is new or other in it is marked. */
export function Editor(props: {
	proposal: Proposal;
	target: Target | null;
	start: Edited;
	base: FlowNode;
	onDone: OnDone;
}) {
	const { proposal, target, start, base } = props;
	const wide = useMedia(WIDE);
	const work = useEdited(proposal.id, start);
	const { edited, change } = work;
	const over = proposal.status !== "pending";
	const { publish } = useReviewing(proposal, (...done) => {
		work.forget();
		props.onDone(...done);
	});
	const writable = !over && !publish.isPending; // what is typed meanwhile would not be in what is published
	const content = useMemo(() => contentOf(edited, proposal.problem_domain), [edited, proposal.problem_domain]);
	const changeTree: TreeEditor["changeTree"] = (by, about) =>
		change((now) => ({ ...now, tree: by(now.tree) }), about ?? null);
	const editor: TreeEditor = { content, writable, changeTree };
	const checked = useFaults(content);
	const changes = useMemo(() => diffTrees(base, edited.tree), [base, edited.tree]);
	const [view, setView] = useState<"list" | undefined>(wide ? undefined : "list");
	const stage = useRef<HTMLDivElement>(null);
	const fields = useRef<HTMLDivElement>(null);
	const words = useRef<HTMLDivElement>(null);
	const first = flatten(edited.tree).find(({ id }) => changes.added.has(id))?.id ?? edited.tree.id;
	const { chosen, choose, open, add, removeChosen } = useTreeWork(editor, { first, stage, fields });
	const goTo = (fault: Placed | undefined) => {
		const field =
			fault?.nodeId === null && words.current?.querySelector<HTMLElement>(`[name="${CSS.escape(wordOf(fault))}"]`);
		if (field) field.focus();
		else if (fault) open(fault.nodeId ?? edited.tree.id);
	};
	const submit = () => {
		if (!writable) return;
		const [fault] = checked.checking ? [] : checked.placed;
		if (fault) goTo(fault);
		else
			publish.mutate(publishBody(edited), { onError: (error) => goTo(placeFaults(edited.tree, faultsIn(error))[0]) });
	};
	useCommand("flow.undo", work.undo, { enabled: work.canUndo && writable });
	useCommand("flow.redo", work.redo, { enabled: work.canRedo && writable });
	useCommand("flow.list", () => setView(view ? undefined : "list"));
	return (
		<div className="grid min-w-0 gap-4">
			<SendKey onSend={submit} />
			<EditBar
				proposal={proposal}
				target={target}
				work={work}
				writable={writable}
				publish={publish}
				onPublish={submit}
				onStartOver={() => change(() => start)}
			/>
			<div className="grid min-w-0 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(22rem,30%)]">
				<div className="grid min-w-0 gap-3 lg:sticky lg:top-[calc(var(--banner)+1rem)]">
					<FaultStrip tree={edited.tree} checked={checked} onGo={goTo} />
					<Stage
						ref={stage}
						editor={editor}
						byNode={checked.byNode}
						changes={changes}
						chosen={chosen}
						current={null}
						view={view}
						onView={setView}
						onSelect={choose}
						onOpen={open}
						onAdd={add}
						onRemove={removeChosen}
					/>
				</div>
				<div className="grid min-w-0 gap-4">
					<div ref={fields}>
						<NodePanel editor={editor} chosen={chosen} placed={checked.placed} onGo={open} onRemove={removeChosen} />
					</div>
					{edited.on === null && (
						<EditedWords
							ref={words}
							edited={edited}
							placed={checked.placed}
							writable={writable}
							change={(changes, about) => change((now) => ({ ...now, ...changes }), about)}
						/>
					)}
				</div>
			</div>
		</div>
	);
}

/** The broken rules that a refusal names. */
function faultsIn(error: unknown): readonly Fault[] {
	return isProblem(error, "flow_invalid") ? ((error.facts.faults as readonly Fault[] | undefined) ?? []) : [];
}
