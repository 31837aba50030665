import { useNavigate } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { mayAct } from "@/features/auth/api";
import { useNames } from "@/features/case/hooks/usePeople";
import type { Flow } from "@/features/flows/api";
import { type Compared, Comparison } from "@/features/flows/components/Comparison";
import { ConflictNote } from "@/features/flows/components/ConflictNote";
import { EditorBar } from "@/features/flows/components/EditorBar";
import { FactsPanel } from "@/features/flows/components/FactsPanel";
import { FaultStrip } from "@/features/flows/components/FaultStrip";
import { NodePanel } from "@/features/flows/components/NodePanel";
import { type Panel, PanelChoice } from "@/features/flows/components/PanelChoice";
import { Stage } from "@/features/flows/components/Stage";
import { VersionsPanel } from "@/features/flows/components/VersionsPanel";
import { WalkPanel } from "@/features/flows/components/WalkPanel";
import { useEditor } from "@/features/flows/hooks/useEditor";
import { useFaults } from "@/features/flows/hooks/useFaults";
import { focusStage, useTreeWork } from "@/features/flows/hooks/useTreeWork";
import type { Placed } from "@/features/flows/model/faults";
import { flowRoute } from "@/features/flows/route";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";
import { toast } from "@/lib/toast";

/** A flow on its page: the picture or the list, and beside it what is chosen. */
export function FlowEditor({ flow }: { flow: Flow }) {
	const me = useMe();
	const nameOf = useNames(me.name, text.somebody);
	const editor = useEditor(flow, mayAct(me.role, "team_admin") && flow.status !== "archived", (theirs) =>
		toast.success(text.theirsTaken(nameOf(theirs.updated_by))),
	);
	const { content, writable } = editor;
	const { tree } = content;
	const checked = useFaults(content);
	const { panel, view, show, setView } = usePlace();
	const { node: begins } = flowRoute.useSearch();
	const [walkedTo, setWalkedTo] = useState<string | null>(null);
	const [compared, setCompared] = useState<Compared | null>(null);
	const side = useRef<HTMLDivElement>(null);
	const stage = useRef<HTMLDivElement>(null);
	const { chosen, choose, open, add, removeChosen } = useTreeWork(editor, {
		first: begins ?? null,
		stage,
		fields: side,
		show: panel === "node" ? undefined : () => show("node"),
		away: compared !== null,
	});
	const goToFault = ({ nodeId }: Placed) => {
		if (nodeId) choose(nodeId);
		show(nodeId ? "node" : "flow");
	};
	const mayEdit = { enabled: writable && compared === null };
	useCommand("flow.undo", editor.undo, { enabled: editor.canUndo && mayEdit.enabled });
	useCommand("flow.redo", editor.redo, { enabled: editor.canRedo && mayEdit.enabled });
	useCommand("flow.list", () => setView(view === "list" ? undefined : "list"));
	useCommand("flow.facts", () => show(panel === "flow" ? "node" : "flow"));
	useCommand("flow.walk", () => show(panel === "walk" ? "node" : "walk"));
	useCommand("flow.versions", () => show(panel === "versions" ? "node" : "versions"));
	const walking = panel === "walk" && compared === null;
	return (
		<Page
			title={content.name.trim() || text.title}
			className="max-w-none content-start gap-4"
			actions={<EditorBar editor={editor} checked={checked} />}
		>
			<ConflictNote editor={editor} nameOf={nameOf} onCompare={setCompared} />
			{editor.restored && editor.status.state !== "saved" && editor.status.state !== "conflict" && (
				<p role="status" className="rounded-xl border border-border p-3 text-sm">
					{text.restored}
				</p>
			)}
			<div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(22rem,30%)]">
				<div className="grid min-w-0 gap-3 lg:sticky lg:top-[calc(var(--banner)+1rem)]">
					{compared ? (
						<>
							<div className="flex flex-wrap items-center gap-3">
								<Button size="sm" onClick={() => setCompared(null)}>
									<Undo2 aria-hidden="true" />
									{text.backToEditing}
								</Button>
								<p role="status" className="text-muted-foreground text-sm">
									{text.comparing}
								</p>
							</div>
							<Comparison compared={compared} />
						</>
					) : (
						<Stage
							ref={stage}
							editor={editor}
							byNode={checked.byNode}
							chosen={chosen}
							current={walking ? walkedTo : null}
							view={view}
							onView={setView}
							onSelect={choose}
							onOpen={open}
							onAdd={add}
							onRemove={removeChosen}
						/>
					)}
					{!compared && <FaultStrip tree={tree} checked={checked} onGo={goToFault} />}
				</div>
				{/* biome-ignore lint/a11y/noStaticElementInteractions: Esc leads out of whichever field has the focus */}
				<div
					ref={side}
					className="grid min-w-0 content-start gap-3"
					onKeyDown={(event) => {
						if (event.key !== "Escape" || event.defaultPrevented) return;
						event.preventDefault();
						focusStage(stage.current);
					}}
				>
					<PanelChoice panel={panel} onShow={show} />
					{panel === "node" && (
						<NodePanel editor={editor} chosen={chosen} placed={checked.placed} onGo={open} onRemove={removeChosen} />
					)}
					{panel === "flow" && <FactsPanel editor={editor} placed={checked.placed} />}
					{panel === "walk" && <WalkPanel tree={tree} name={content.name} onStep={setWalkedTo} />}
					{panel === "versions" && <VersionsPanel editor={editor} nameOf={nameOf} onCompare={setCompared} />}
				</div>
			</div>
		</Page>
	);
}

/** What the address says is shown. */
function usePlace() {
	const navigate = useNavigate();
	const { flowId } = flowRoute.useParams();
	const { panel, view } = flowRoute.useSearch();
	const go = (search: Record<string, string | undefined>) =>
		void navigate({ to: "/flows/$flowId", params: { flowId }, search, replace: true, resetScroll: false });
	return {
		panel: panel ?? ("node" as Panel),
		view,
		show: (next: Panel) => go({ ...(view && { view }), ...(next !== "node" && { panel: next }) }),
		setView: (next: "list" | undefined) => go({ ...(panel && { panel }), ...(next && { view: next }) }),
	};
}
