import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { useSendKey } from "@/features/case/hooks/useSendKey";
import { caretToEnd } from "@/features/case/model/caret";
import type { Fix } from "@/features/case/types";
import { useRecordOutcome } from "@/features/fixes/hooks";
import { areGoodNotes, NOTES_MAX, notesOf, type Outcome, takesNotes } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const VARIANTS = {
	applied_success: "success",
	applied_failed: "danger",
	applied_partial: "warning",
	applied_pending: "warning",
	dismissed: "secondary",
} as const;

/** How the fix turned out, with the words that this outcome needs or takes. */
export function OutcomeForm(props: { session: string; fix: Fix; outcome: Outcome; onLeave: () => void }) {
	const { fix, outcome } = props;
	const ask = text.asks[outcome];
	const draft = useDraft(`fix.${fix.id}.${outcome}`);
	const said = fix.status === outcome ? (notesOf(fix) ?? "") : "";
	const [touched, setTouched] = useState(draft.text !== "");
	const [tried, setTried] = useState(false);
	const notes = touched ? draft.text : said;
	const good = areGoodNotes(outcome, notes);
	const leave = () => {
		draft.clear();
		props.onLeave();
	};
	const record = useRecordOutcome(props.session, fix, leave);
	const submit = () => {
		setTried(true);
		if (!good || record.isPending) return;
		record.mutate({ outcome, notes: takesNotes(outcome) ? notes.trim() || null : null });
	};
	const keys = useSendKey(submit, leave);
	return (
		<form
			aria-label={text.statuses[outcome]}
			onKeyDown={keys}
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
			className="fade-in grid animate-in gap-3"
		>
			{takesNotes(outcome) && (
				<Field
					label={ask.label}
					error={tried && !good ? text.needed : draft.kept ? undefined : strings.case.draftNotKept}
				>
					{(ids) => (
						<Textarea
							{...ids}
							autoFocus
							rows={2}
							maxLength={NOTES_MAX}
							className="min-h-16"
							onFocus={caretToEnd}
							value={notes}
							onChange={(event) => {
								setTouched(true);
								draft.set(event.target.value);
							}}
						/>
					)}
				</Field>
			)}
			<p className="text-muted-foreground text-sm">{ask.hint}</p>
			{record.isError && <ProblemNote error={record.error} />}
			<div className="flex flex-wrap items-center gap-2">
				<Button
					type="submit"
					size="sm"
					variant={VARIANTS[outcome]}
					autoFocus={!takesNotes(outcome)}
					aria-disabled={!good || record.isPending}
				>
					{record.isPending && <Spinner />}
					{ask.submit}
				</Button>
				<Button size="sm" variant="ghost" onClick={leave}>
					{strings.common.cancel}
				</Button>
				<Kbd keys={commandOf("case.send").keys ?? ""} className="ml-auto max-sm:hidden" />
			</div>
		</form>
	);
}
