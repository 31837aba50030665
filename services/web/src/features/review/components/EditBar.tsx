import { Redo2, RotateCcw, Undo2, Upload } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import type { Proposal } from "@/features/review/api";
import { DecidedMeanwhile } from "@/features/review/components/DecidedMeanwhile";
import { RefusedNote } from "@/features/review/components/RefusedNote";
import type { useEdited } from "@/features/review/hooks/useEdited";
import type { Target } from "@/features/review/model/target";
import { reviewStrings as text } from "@/features/review/strings";
import { strings } from "@/lib/strings";

/** What is edited, what stands in its way, and how it is published. */
export function EditBar(props: {
	proposal: Proposal;
	target: Target | null;
	work: ReturnType<typeof useEdited>;
	writable: boolean;
	publish: { isPending: boolean; error: unknown };
	onPublish: () => void;
	onStartOver: () => void;
}) {
	const { proposal, target, work, writable, publish, onStartOver } = props;
	const over = proposal.status !== "pending";
	return (
		<Card className="grid gap-3">
			<h2 className="break-words font-semibold text-2xl leading-tight">{proposal.title}</h2>
			<p className="text-muted-foreground text-sm">
				{target ? text.editChangeHint(target.published.name) : text.editHint}
			</p>
			{!publish.isPending && <MovedOn on={work.edited.on} target={target} onStartOver={onStartOver} />}
			{publish.error ? (
				<RefusedNote error={publish.error} proposal={proposal} typed />
			) : (
				over && !publish.isPending && <DecidedMeanwhile proposal={proposal} />
			)}
			{!work.kept && <p className="text-danger text-sm">{strings.case.draftNotKept}</p>}
			<div className="flex flex-wrap items-center gap-2">
				<CommandTip id="case.send">
					<Button variant="primary" aria-disabled={!writable} onClick={props.onPublish}>
						{publish.isPending ? <Spinner /> : <Upload aria-hidden="true" />}
						{publish.isPending ? text.approving : text.publish}
					</Button>
				</CommandTip>
				<CommandTip id="flow.undo">
					<Button size="icon" aria-label={text.undoStep} disabled={!writable || !work.canUndo} onClick={work.undo}>
						<Undo2 aria-hidden="true" />
					</Button>
				</CommandTip>
				<CommandTip id="flow.redo">
					<Button size="icon" aria-label={text.redoStep} disabled={!writable || !work.canRedo} onClick={work.redo}>
						<Redo2 aria-hidden="true" />
					</Button>
				</CommandTip>
				{(work.restored || work.canUndo) && writable && (
					<Button variant="ghost" onClick={onStartOver}>
						<RotateCcw aria-hidden="true" />
						{text.startOver}
					</Button>
				)}
				{work.restored && <span className="text-muted-foreground text-sm">{text.restored}</span>}
			</div>
		</Card>
	);
}

/** The flow was published again since the editing began: what is here can not go over it. */
function MovedOn(props: { on: number | null; target: Target | null; onStartOver: () => void }) {
	const now = props.target?.published.flow_version;
	if (now === undefined || props.on === null || props.on === now) return null;
	return (
		<div role="alert" className="grid justify-items-start gap-3 rounded-xl border border-warning/50 px-4 py-3 text-sm">
			{text.editMovedOn(props.on, now)}
			<Button size="sm" onClick={props.onStartOver}>
				<RotateCcw aria-hidden="true" />
				{text.startFromPresent}
			</Button>
		</div>
	);
}
