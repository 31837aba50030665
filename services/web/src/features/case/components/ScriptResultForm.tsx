import { Check, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { send } from "@/features/case/api";
import { useAct } from "@/features/case/hooks/useAct";
import { useSendKey } from "@/features/case/hooks/useSendKey";
import { caseStrings as text } from "@/features/case/strings";
import type { ScriptGeneration } from "@/features/case/types";
import { useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const DETAILS_MAX = 4000;

/** What running the script gave: it becomes a fact, and answers the step that asked for it. */
export function ScriptResultForm(props: { session: string; generation: ScriptGeneration; onDone: () => void }) {
	const { session, generation } = props;
	const draft = useDraft(`script.${generation.id}`);
	const record = useAct(
		session,
		(key, body: { success: boolean; details: string | null }) => send.scriptResult(session, generation.id, body, key),
		{
			done: () => text.done.scriptResult,
			onDone: () => {
				draft.clear();
				props.onDone();
			},
			quiet: true,
		},
	);
	const say = (success: boolean) => {
		if (!record.isPending) record.mutate({ success, details: draft.text.trim() || null });
	};
	const keys = useSendKey(() => say(true), props.onDone);
	return (
		<form onKeyDown={keys} onSubmit={(event) => event.preventDefault()} className="grid gap-2">
			<Field label={text.scriptDetails} error={draft.kept ? undefined : text.draftNotKept}>
				{(ids) => (
					<Textarea
						{...ids}
						autoFocus
						rows={2}
						maxLength={DETAILS_MAX}
						className="min-h-16 text-foreground"
						value={draft.text}
						onChange={(event) => draft.set(event.target.value)}
					/>
				)}
			</Field>
			{record.isError && <ProblemNote error={record.error} />}
			<div className="flex flex-wrap gap-2">
				<Button size="sm" variant="success" aria-disabled={record.isPending} onClick={() => say(true)}>
					<Check aria-hidden="true" />
					{text.scriptWorked}
				</Button>
				<Button size="sm" aria-disabled={record.isPending} onClick={() => say(false)}>
					<X aria-hidden="true" />
					{text.scriptFailed}
				</Button>
				<Button size="sm" variant="ghost" onClick={props.onDone}>
					{strings.common.cancel}
				</Button>
			</div>
		</form>
	);
}
