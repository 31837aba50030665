import { Link, useNavigate } from "@tanstack/react-router";
import { Archive, ArrowLeft, Copy, CornerUpLeft, CornerUpRight, Ellipsis, Rocket } from "lucide-react";
import { useState } from "react";
import { useMe } from "@/app/shell/session";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { CommandTip } from "@/components/ui/tooltip";
import { mayAct } from "@/features/auth/api";
import { ArchiveDialog } from "@/features/flows/components/ArchiveDialog";
import { DuplicateDialog } from "@/features/flows/components/DuplicateDialog";
import { PublishDialog } from "@/features/flows/components/PublishDialog";
import { SaveNote } from "@/features/flows/components/SaveNote";
import { StateBadge } from "@/features/flows/components/StateBadge";
import type { Editor } from "@/features/flows/hooks/useEditor";
import type { Checked } from "@/features/flows/hooks/useFaults";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";

type Asked = "publish" | "archive" | "duplicate";

/** How it stands with the flow, and what can be done with it as a whole. */
export function EditorBar({ editor, checked }: { editor: Editor; checked: Checked }) {
	const { flow } = editor;
	const me = useMe();
	const navigate = useNavigate();
	const [asked, setAsked] = useState<Asked | null>(null);
	const close = () => setAsked(null);
	const isOut = flow.status === "published" && !flow.has_draft_changes && editor.status.state === "saved";
	const mayWrite = mayAct(me.role, "team_admin");
	useCommand("flow.publish", () => setAsked("publish"), { enabled: editor.writable });
	return (
		<div className="flex w-full flex-wrap items-center gap-x-3 gap-y-2">
			<Link
				to="/flows"
				className="inline-flex items-center gap-1.5 text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" />
				{text.back}
			</Link>
			<StateBadge status={flow.status} />
			{flow.flow_version > 0 && (
				<span className="text-muted-foreground text-sm">{text.version(flow.flow_version)}</span>
			)}
			{flow.has_draft_changes && <Badge tone="warning">{text.draftChanges}</Badge>}
			{(editor.writable || editor.status.state !== "saved") && <SaveNote editor={editor} />}
			{!editor.writable && (
				<p className="text-muted-foreground text-sm">{mayWrite ? text.archivedNote : text.readOnly}</p>
			)}
			<div className="ml-auto flex flex-wrap items-center gap-1.5">
				{editor.writable && (
					<>
						<CommandTip id="flow.undo">
							<Button
								variant="ghost"
								size="icon"
								aria-label={text.undo}
								disabled={!editor.canUndo}
								onClick={editor.undo}
							>
								<CornerUpLeft aria-hidden="true" />
							</Button>
						</CommandTip>
						<CommandTip id="flow.redo">
							<Button
								variant="ghost"
								size="icon"
								aria-label={text.redo}
								disabled={!editor.canRedo}
								onClick={editor.redo}
							>
								<CornerUpRight aria-hidden="true" />
							</Button>
						</CommandTip>
						<CommandTip id="flow.publish">
							<Button variant={isOut ? "secondary" : "primary"} onClick={() => setAsked("publish")}>
								<Rocket aria-hidden="true" />
								{text.publish}
							</Button>
						</CommandTip>
					</>
				)}
				{mayWrite && (
					<Menu
						align="end"
						trigger={
							<Button variant="ghost" size="icon" aria-label={text.more}>
								<Ellipsis aria-hidden="true" />
							</Button>
						}
					>
						{({ MenuItem }) => (
							<>
								<MenuItem onSelect={() => setAsked("duplicate")}>
									<Copy aria-hidden="true" />
									{text.duplicate}
								</MenuItem>
								{editor.writable && (
									<MenuItem onSelect={() => setAsked("archive")}>
										<Archive aria-hidden="true" />
										{text.archive}
									</MenuItem>
								)}
							</>
						)}
					</Menu>
				)}
			</div>
			{asked === "publish" && <PublishDialog editor={editor} checked={checked} onClose={close} />}
			{asked === "archive" && <ArchiveDialog editor={editor} onClose={close} />}
			{asked === "duplicate" && (
				<DuplicateDialog
					flow={flow}
					onClose={close}
					onMade={({ id }) => void navigate({ to: "/flows/$flowId", params: { flowId: id } })}
				/>
			)}
		</div>
	);
}
