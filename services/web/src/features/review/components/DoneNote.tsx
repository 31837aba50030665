import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Undo2, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { proposalQuery } from "@/features/review/api";
import { FlowLink } from "@/features/review/components/FlowLink";
import UndoDialog from "@/features/review/components/UndoDialog";
import type { Done, OnDone } from "@/features/review/hooks/useReviewing";
import { reviewStrings as text } from "@/features/review/strings";

/** What was done last, and the way to what came of it. Always there, so that it is read out when it changes. */
export function DoneNote(props: { done: Done | null; onClose: () => void; onDone: OnDone }) {
	const { done } = props;
	return (
		<div
			className={
				done
					? "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-success/40 px-4 py-3 text-sm"
					: "sr-only"
			}
		>
			{done && <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />}
			<p role="status" className="min-w-0 flex-1 basis-60 break-words">
				{done && <Told done={done} />}
			</p>
			{done && <Ways key={`${done.id} ${done.outcome}`} {...props} done={done} />}
		</div>
	);
}

function Told({ done }: { done: Done }) {
	const published = usePublished(done);
	return (
		<>
			{text.done[done.outcome](done.title)}
			{published?.publication === "pending" && <span className="text-muted-foreground"> {text.publishing}</span>}
		</>
	);
}

function Ways(props: { done: Done; onClose: () => void; onDone: OnDone }) {
	const { done } = props;
	const published = usePublished(done);
	const [undoing, setUndoing] = useState(false);
	return (
		<div className="flex flex-wrap items-center gap-2">
			{published?.published_flow_id && <FlowLink id={published.published_flow_id} />}
			{published?.publication === "published" && (
				<Button size="sm" onClick={() => setUndoing(true)}>
					<Undo2 aria-hidden="true" />
					{text.commands.undo}
				</Button>
			)}
			<Button asChild size="sm" variant="ghost">
				<Link
					from="/review-queue"
					to="/review-queue"
					search={(now) => ({ ...now, selected: done.id, edit: undefined })}
				>
					{text.show}
				</Link>
			</Button>
			<Button size="sm" variant="ghost" aria-label={text.hide} onClick={props.onClose}>
				<X aria-hidden="true" />
			</Button>
			{undoing && published && (
				<UndoDialog proposal={published} onClose={() => setUndoing(false)} onDone={props.onDone} />
			)}
		</div>
	);
}

/** The proposal, where what was done is that it was approved. */
function usePublished({ id, outcome }: Done) {
	const { data } = useQuery(proposalQuery(id));
	return outcome === "approved" && data?.status === "approved" ? data : null;
}
