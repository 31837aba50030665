import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { SendKey } from "@/features/case/components/SendKey";
import type { Proposal } from "@/features/review/api";
import { DecidedMeanwhile } from "@/features/review/components/DecidedMeanwhile";
import { RefusedNote } from "@/features/review/components/RefusedNote";
import { type OnDone, useReviewing } from "@/features/review/hooks/useReviewing";
import { reviewStrings as text } from "@/features/review/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { formatNumber } from "@/lib/dates";
import { useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const REASON_MIN = 5;
const REASON_MAX = 2000;

/** Turns a proposal down, with a reason. What is typed stays until it was sent. */
export default function RejectDialog(props: { proposal: Proposal; onDone: OnDone; onClose: () => void }) {
	const { proposal, onClose } = props;
	const reason = useDraft(`review.reject.${proposal.id}`);
	const [tried, setTried] = useState(false);
	const length = [...reason.text.trim()].length;
	const good = length >= REASON_MIN && length <= REASON_MAX;
	const over = proposal.status !== "pending";
	const { reject } = useReviewing(proposal, (...done) => {
		reason.clear();
		onClose();
		props.onDone(...done);
	});
	const submit = () => {
		setTried(true);
		if (good && !over && !reject.isPending) reject.mutate(reason.text.trim());
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		submit();
	};
	return (
		<Dialog
			open
			onOpenChange={() => reject.isPending || onClose()}
			stubborn={reject.isPending}
			title={text.rejectTitle}
			description={text.rejectHint}
		>
			<form onSubmit={onSubmit} className="grid gap-5">
				<SendKey onSend={submit} />
				<p className="break-words rounded-xl border border-border px-4 py-3 font-medium">{proposal.title}</p>
				<Field
					label={text.rejectReason}
					hint={text.rejectCount(formatNumber(length))}
					error={tried && !good ? text.rejectError : reason.kept ? undefined : strings.case.draftNotKept}
				>
					{(ids) => (
						<Textarea
							{...ids}
							rows={4}
							maxLength={REASON_MAX}
							placeholder={text.rejectPlaceholder}
							value={reason.text}
							onChange={(event) => reason.set(event.target.value)}
						/>
					)}
				</Field>
				{reject.isError ? (
					<RefusedNote error={reject.error} proposal={proposal} typed />
				) : (
					over && <DecidedMeanwhile proposal={proposal} />
				)}
				<div className="flex flex-wrap items-center justify-end gap-2">
					<Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />
					<DialogClose asChild>
						<Button aria-disabled={reject.isPending}>{over ? strings.common.close : strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="danger" aria-disabled={!good || over || reject.isPending}>
						{reject.isPending ? <Spinner /> : <X aria-hidden="true" />}
						{text.rejectSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
