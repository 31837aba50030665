import { useNavigate } from "@tanstack/react-router";
import { Check, CircleSlash, PencilLine, RotateCcw, Undo2, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import type { Proposal } from "@/features/review/api";
import DismissDialog from "@/features/review/components/DismissDialog";
import { RefusedNote } from "@/features/review/components/RefusedNote";
import RejectDialog from "@/features/review/components/RejectDialog";
import UndoDialog from "@/features/review/components/UndoDialog";
import { useHeldKey } from "@/features/review/hooks/useHeldKey";
import { useReviewer } from "@/features/review/hooks/useReviewer";
import { type OnDone, useReviewing } from "@/features/review/hooks/useReviewing";
import { reviewStrings as text } from "@/features/review/strings";
import { useCommand } from "@/lib/commands/react";
import { useDraft } from "@/lib/draft";

type Asked = "dismiss" | "reject" | "undo";

/** What a lead can do with the proposal as it stands; whoever only reads sees nothing of it. */
export function ActionBar({ proposal, onDone }: { proposal: Proposal; onDone: OnDone }) {
	const navigate = useNavigate({ from: "/review-queue" });
	const [asked, setAsked] = useState<Asked | null>(null);
	const { approve, reopen } = useReviewing(proposal, onDone);
	const reviews = useReviewer();
	const held = useHeldKey();
	const begun = useDraft(`review.edit.${proposal.id}`).text !== "";
	const waits = reviews && proposal.status === "pending";
	const may = {
		approve: waits && proposal.proposal_type === "new_flow",
		reopen: reviews && (proposal.status === "dismissed" || proposal.status === "rejected"),
		undo: reviews && proposal.status === "approved" && proposal.publication === "published",
	};
	const shown = { id: proposal.id, version: proposal.version };
	const run = () => !approve.isPending && approve.mutate(shown);
	const openAgain = () => !reopen.isPending && reopen.mutate(shown);
	const edit = () =>
		void navigate({ to: "/review-queue", search: (now) => ({ ...now, selected: proposal.id, edit: true }) });
	useCommand("review.approve", () => !held.current && run(), { enabled: may.approve });
	useCommand("review.edit", edit, { enabled: waits });
	useCommand("review.dismiss", () => setAsked("dismiss"), { enabled: waits });
	useCommand("review.reject", () => setAsked("reject"), { enabled: waits });
	useCommand("review.reopen", openAgain, { enabled: may.reopen });
	useCommand("review.undo", () => setAsked("undo"), { enabled: may.undo });
	const dialog = { proposal, onDone, onClose: () => setAsked(null) };
	return (
		<>
			{approve.isError && <RefusedNote error={approve.error} proposal={proposal} />}
			{reopen.isError && <RefusedNote error={reopen.error} proposal={proposal} />}
			{(waits || may.undo || may.reopen) && (
				<fieldset className="flex flex-wrap gap-2">
					<legend className="sr-only">{text.actions}</legend>
					{may.approve && (
						<CommandTip id="review.approve">
							<Button variant="success" aria-disabled={approve.isPending} onClick={run}>
								{approve.isPending ? <Spinner /> : <Check aria-hidden="true" />}
								{approve.isPending ? text.approving : text.commands.approve}
							</Button>
						</CommandTip>
					)}
					{waits && (
						<>
							<CommandTip id="review.edit">
								<Button variant={may.approve ? "secondary" : "primary"} onClick={edit}>
									<PencilLine aria-hidden="true" />
									{begun ? text.commands.editOn : text.commands.edit}
								</Button>
							</CommandTip>
							<CommandTip id="review.dismiss">
								<Button variant="ghost" onClick={() => setAsked("dismiss")}>
									<CircleSlash aria-hidden="true" />
									{text.commands.dismiss}
								</Button>
							</CommandTip>
							<CommandTip id="review.reject">
								<Button variant="ghost" className="text-danger" onClick={() => setAsked("reject")}>
									<X aria-hidden="true" />
									{text.commands.reject}
								</Button>
							</CommandTip>
						</>
					)}
					{may.reopen && (
						<CommandTip id="review.reopen">
							<Button aria-disabled={reopen.isPending} onClick={openAgain}>
								{reopen.isPending ? <Spinner /> : <RotateCcw aria-hidden="true" />}
								{text.commands.reopen}
							</Button>
						</CommandTip>
					)}
					{may.undo && (
						<CommandTip id="review.undo">
							<Button onClick={() => setAsked("undo")}>
								<Undo2 aria-hidden="true" />
								{text.commands.undo}
							</Button>
						</CommandTip>
					)}
				</fieldset>
			)}
			{asked === "dismiss" && <DismissDialog {...dialog} />}
			{asked === "reject" && <RejectDialog {...dialog} />}
			{asked === "undo" && <UndoDialog {...dialog} />}
		</>
	);
}
