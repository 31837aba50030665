import { CheckCheck } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { send } from "@/features/case/api";
import { SendKey } from "@/features/case/components/SendKey";
import { Stars } from "@/features/case/components/Stars";
import { useAct } from "@/features/case/hooks/useAct";
import { isGoodSummary, type Resolution, suggestedIn, toConfirm } from "@/features/case/model/resolution";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import type { ClosingNoteHandle } from "@/features/documents/components/ClosingNote";
import { BESIDE, NotePane } from "@/features/documents/components/NotePane";
import { PlannedPush } from "@/features/pushes/later";
import { newKey } from "@/lib/api";
import { commandOf } from "@/lib/commands/catalogue";
import { formatNumber } from "@/lib/dates";
import { useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const MAX = 2000;

/** How the case ends. With `confirms` the engineer agreed with FlowPilot's suggestion: it is filled in, and answered. */
export default function ResolveDialog(props: { found: CaseDetail; confirms: boolean; onClose: () => void }) {
	const { found, onClose } = props;
	const [suggested] = useState(() => (props.confirms ? suggestedIn(found) : ""));
	const [confirming] = useState(() => (props.confirms ? toConfirm(found) : null));
	const [confirmKey] = useState(newKey);
	const summary = useDraft(`resolve.summary.${found.id}`);
	const action = useDraft(`resolve.action.${found.id}`);
	const feedback = useDraft(`resolve.feedback.${found.id}`);
	const [touched, setTouched] = useState(false);
	const [rating, setRating] = useState<number | null>(null);
	const [tried, setTried] = useState(false);
	const note = useRef<ClosingNoteHandle>(null);
	const said = touched || summary.text ? summary.text : suggested;
	const good = isGoodSummary(said);

	const resolve = useAct(
		found.id,
		async (key, resolution: Resolution) => {
			if (confirming) {
				await send.respond(found.id, confirming, { action_result: { success: true } }, confirmKey);
				await note.current?.carry();
			}
			return send.resolve(found.id, resolution, key);
		},
		{
			onDone: () => {
				for (const draft of [summary, action, feedback]) draft.clear();
				onClose();
			},
			quiet: true,
		},
	);
	const submit = async () => {
		setTried(true);
		if (!good || resolve.isPending || (await note.current?.save()) === false) return;
		resolve.mutate({
			resolution_summary: said.trim(),
			resolution_action: action.text.trim() || null,
			session_rating: rating,
			session_feedback: feedback.text.trim() || null,
		});
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		void submit();
	};
	return (
		<Dialog
			open
			onOpenChange={onClose}
			title={text.resolveTitle}
			description={text.resolveHint}
			className="lg:w-[min(76rem,calc(100vw-4rem))]"
		>
			<form onSubmit={onSubmit} className={BESIDE}>
				<div className="grid content-start gap-5">
					<SendKey onSend={() => void submit()} />
					<Field
						label={text.resolveSummary}
						hint={text.resolveSummaryHint(formatNumber(said.trim().length))}
						error={tried && !good ? text.resolveSummaryError : undefined}
					>
						{(ids) => (
							<Textarea
								{...ids}
								rows={4}
								maxLength={MAX}
								value={said}
								onChange={(event) => {
									setTouched(true);
									summary.set(event.target.value);
								}}
							/>
						)}
					</Field>
					<Field label={text.resolveAction}>
						{(ids) => (
							<Textarea
								{...ids}
								rows={2}
								maxLength={MAX}
								className="min-h-16"
								value={action.text}
								onChange={(event) => action.set(event.target.value)}
							/>
						)}
					</Field>
					<Stars value={rating} onChange={setRating} />
					{rating !== null && (
						<Field label={text.feedback}>
							{(ids) => (
								<Textarea
									{...ids}
									rows={2}
									maxLength={MAX}
									className="min-h-16"
									placeholder={text.feedbackPlaceholder}
									value={feedback.text}
									onChange={(event) => feedback.set(event.target.value)}
								/>
							)}
						</Field>
					)}
					<PlannedPush found={found} kind="resolution_note" />
					{resolve.isError && <ProblemNote error={resolve.error} />}
				</div>
				<NotePane ref={note} sessionId={found.id} kind="resolution_note" />
				<div className="flex flex-wrap items-center justify-end gap-2 lg:col-start-1 lg:self-start">
					<Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="success" aria-disabled={!good || resolve.isPending}>
						{resolve.isPending ? <Spinner /> : <CheckCheck aria-hidden="true" />}
						{text.resolveSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
