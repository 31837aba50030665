import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { send } from "@/features/case/api";
import { Stars } from "@/features/case/components/Stars";
import { useAct } from "@/features/case/hooks/useAct";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import type { Schema } from "@/lib/api";
import { useDraft } from "@/lib/draft";

/** Rating and feedback of a closed case; both can be changed later. */
export function RateCard({ found }: { found: CaseDetail }) {
	const [chosen, setChosen] = useState<number | null>(null);
	const draft = useDraft(`rate.${found.id}`);
	const rating = chosen ?? found.session_rating;
	const [typed, setTyped] = useState(draft.text !== "");
	const feedback = typed ? draft.text : (found.session_feedback ?? "");
	const changed = chosen !== null || typed;
	const rate = useAct(found.id, (key, body: Schema["Rate"]) => send.rate(found.id, body, key), {
		done: () => text.done.rate,
		onDone: () => {
			draft.clear();
			setTyped(false);
			setChosen(null);
		},
	});
	return (
		<form
			data-print="hidden"
			aria-label={text.rateTitle}
			className="glass grid gap-4 p-5 sm:p-6"
			onSubmit={(event) => {
				event.preventDefault();
				if (rating !== null && !rate.isPending) rate.mutate({ rating, feedback: feedback.trim() || null });
			}}
		>
			<Stars value={rating} onChange={setChosen} />
			{rating !== null && (
				<Field label={text.feedback}>
					{(ids) => (
						<Textarea
							{...ids}
							rows={2}
							maxLength={2000}
							className="min-h-16"
							placeholder={text.feedbackPlaceholder}
							value={feedback}
							onChange={(event) => {
								setTyped(true);
								draft.set(event.target.value);
							}}
						/>
					)}
				</Field>
			)}
			{changed && rating !== null && (
				<Button type="submit" variant="primary" className="justify-self-start" aria-disabled={rate.isPending}>
					{text.rateSubmit}
				</Button>
			)}
		</form>
	);
}
