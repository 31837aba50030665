import { CircleSlash } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import type { Proposal } from "@/features/review/api";
import { RefusedNote } from "@/features/review/components/RefusedNote";
import { type OnDone, useReviewing } from "@/features/review/hooks/useReviewing";
import { reviewStrings as text } from "@/features/review/strings";
import { strings } from "@/lib/strings";

/** Asks once more: what is dismissed does not come back. */
export default function DismissDialog(props: { proposal: Proposal; onDone: OnDone; onClose: () => void }) {
	const { proposal, onClose } = props;
	const { dismiss } = useReviewing(proposal, (...done) => {
		onClose();
		props.onDone(...done);
	});
	const over = proposal.status !== "pending";
	const run = () => {
		if (!over && !dismiss.isPending) dismiss.mutate({ id: proposal.id, version: proposal.version });
	};
	return (
		<Dialog
			open
			onOpenChange={() => dismiss.isPending || onClose()}
			stubborn={dismiss.isPending}
			title={text.dismissTitle}
			description={text.dismissHint}
		>
			<p className="break-words rounded-xl border border-border px-4 py-3 font-medium">{proposal.title}</p>
			{dismiss.isError && <RefusedNote error={dismiss.error} proposal={proposal} />}
			<div className="flex flex-wrap justify-end gap-2">
				<DialogClose asChild>
					<Button aria-disabled={dismiss.isPending}>{over ? strings.common.close : strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="primary" autoFocus aria-disabled={over || dismiss.isPending} onClick={run}>
					{dismiss.isPending ? <Spinner /> : <CircleSlash aria-hidden="true" />}
					{text.dismissSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
