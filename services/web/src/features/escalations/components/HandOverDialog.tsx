import { ExternalLink } from "lucide-react";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { SendKey } from "@/features/case/components/SendKey";
import { useAct } from "@/features/case/hooks/useAct";
import { sendEscalation } from "@/features/escalations/api";
import { escalationStrings as text } from "@/features/escalations/strings";
import type { Schema } from "@/lib/api";
import { commandOf } from "@/lib/commands/catalogue";
import { useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const RECIPIENT_MAX = 200;
const NOTES_MAX = 2000;

/** The case leaves the product: to whom, and what was agreed. */
export default function HandOverDialog({ id, onClose }: { id: string; onClose: () => void }) {
	const recipient = useDraft(`handover.recipient.${id}`);
	const notes = useDraft(`handover.notes.${id}`);
	const good = recipient.text.trim() !== "";
	const handOver = useAct(id, (key, body: Schema["HandOver"]) => sendEscalation.handOver(id, body, key), {
		done: () => text.handedOverDone,
		onDone: () => {
			recipient.clear();
			notes.clear();
			onClose();
		},
		quiet: true,
	});
	const submit = () => {
		if (!good || handOver.isPending) return;
		handOver.mutate({ recipient: recipient.text.trim(), notes: notes.text.trim() || null });
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		submit();
	};
	return (
		<Dialog open onOpenChange={onClose} title={text.handOverTitle} description={text.handOverHint}>
			<form onSubmit={onSubmit} className="grid gap-5">
				<SendKey onSend={submit} />
				<Field label={text.recipient}>
					{(ids) => (
						<Input
							{...ids}
							maxLength={RECIPIENT_MAX}
							placeholder={text.recipientPlaceholder}
							value={recipient.text}
							onChange={(event) => recipient.set(event.target.value)}
						/>
					)}
				</Field>
				<Field label={text.notes}>
					{(ids) => (
						<Textarea
							{...ids}
							rows={3}
							maxLength={NOTES_MAX}
							value={notes.text}
							onChange={(event) => notes.set(event.target.value)}
						/>
					)}
				</Field>
				{handOver.isError && <ProblemNote error={handOver.error} />}
				<div className="flex flex-wrap items-center justify-end gap-2">
					<Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="warning" aria-disabled={!good || handOver.isPending}>
						{handOver.isPending ? <Spinner /> : <ExternalLink aria-hidden="true" />}
						{text.handOverSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
