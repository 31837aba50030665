import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { type Effects, effectsQuery, type Proposal } from "@/features/review/api";
import { FlowLink } from "@/features/review/components/FlowLink";
import { RefusedNote } from "@/features/review/components/RefusedNote";
import { type OnDone, useReviewing } from "@/features/review/hooks/useReviewing";
import { effectWords, undoRefusalWord } from "@/features/review/model/effects";
import { reviewStrings as text } from "@/features/review/strings";
import { strings } from "@/lib/strings";

/** Says what undoing an approval does, and does it. */
export default function UndoDialog(props: { proposal: Proposal; onDone: OnDone; onClose: () => void }) {
	const { proposal, onClose } = props;
	const effects = useQuery(effectsQuery(proposal.id));
	const { undo } = useReviewing(proposal, (...done) => {
		onClose();
		props.onDone(...done);
	});
	const ready = effects.isSuccess && effects.data.refused === null && !undo.isPending;
	const run = () => ready && undo.mutate({ id: proposal.id, version: proposal.version });
	return (
		<Dialog
			open
			onOpenChange={() => undo.isPending || onClose()}
			stubborn={undo.isPending}
			title={text.undoTitle}
			description={text.undoHint}
		>
			<p className="break-words rounded-xl border border-border px-4 py-3 font-medium">{proposal.title}</p>
			{effects.isPending && <Skeleton className="h-20" />}
			{effects.isError && <ProblemNote error={effects.error} onRetry={() => void effects.refetch()} />}
			{effects.data && <What effects={effects.data} />}
			{undo.isError && <RefusedNote error={undo.error} proposal={proposal} />}
			<div className="flex flex-wrap items-center justify-end gap-2">
				{effects.data && (
					<span className="mr-auto">
						<FlowLink id={effects.data.flow_id} />
					</span>
				)}
				<DialogClose asChild>
					<Button aria-disabled={undo.isPending}>{strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="warning" autoFocus aria-disabled={!ready} onClick={run}>
					{undo.isPending ? <Spinner /> : <Undo2 aria-hidden="true" />}
					{text.undoSubmit}
				</Button>
			</div>
		</Dialog>
	);
}

function What({ effects }: { effects: Effects }) {
	if (effects.refused !== null)
		return (
			<p role="alert" className="rounded-xl border border-warning/50 px-4 py-3 text-sm">
				{undoRefusalWord(effects)}
			</p>
		);
	return (
		<ul className="grid list-disc gap-2 pl-5 text-sm">
			{effectWords(effects).map((words) => (
				<li key={words}>{words}</li>
			))}
		</ul>
	);
}
