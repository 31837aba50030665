import { BellRing } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useSendKey } from "@/features/case/hooks/useSendKey";
import type { Fix } from "@/features/case/types";
import { useRecordOutcome } from "@/features/fixes/hooks";
import { areGoodNotes, NOTES_MAX } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { useDraft } from "@/lib/draft";

/** Asks after a fix of which nothing was heard: one answer records what is waited for. */
export function StillChecking({ session, fix, onLater }: { session: string; fix: Fix; onLater: () => void }) {
	const draft = useDraft(`fix.${fix.id}.nudge`);
	const record = useRecordOutcome(session, fix, draft.clear);
	const good = areGoodNotes("applied_pending", draft.text);
	const submit = () => {
		if (good && !record.isPending) record.mutate({ outcome: "applied_pending", notes: draft.text.trim() });
	};
	const keys = useSendKey(submit, onLater);
	return (
		<form
			onKeyDown={keys}
			onSubmit={(event) => {
				event.preventDefault();
				submit();
			}}
			className="grid gap-3 rounded-xl border border-warning/40 bg-warning/5 p-4"
		>
			<div className="flex items-start gap-2.5">
				<BellRing aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
				<div role="status" className="grid gap-0.5 text-sm">
					<p className="font-medium">{text.stillChecking}</p>
					<p className="text-muted-foreground">{text.stillCheckingHint}</p>
				</div>
			</div>
			<div className="flex flex-wrap gap-1.5">
				{text.reasons.map((reason) => (
					<Button key={reason} size="sm" className="h-7 px-2.5 text-xs" onClick={() => draft.set(reason)}>
						{reason}
					</Button>
				))}
			</div>
			<Field label={text.asks.applied_pending.label}>
				{(ids) => (
					<Input
						{...ids}
						maxLength={NOTES_MAX}
						value={draft.text}
						onChange={(event) => draft.set(event.target.value)}
					/>
				)}
			</Field>
			{record.isError && <ProblemNote error={record.error} />}
			<div className="flex flex-wrap gap-2">
				<Button type="submit" size="sm" variant="warning" aria-disabled={!good || record.isPending}>
					{text.outcomes.applied_pending}
				</Button>
				<Button size="sm" variant="ghost" onClick={onLater}>
					{text.notNow}
				</Button>
			</div>
		</form>
	);
}
