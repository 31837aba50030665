import { memo } from "react";
import { AnsweredStep } from "@/features/case/components/AnsweredStep";
import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";
import { BriefingCard } from "@/features/escalations/components/BriefingCard";

/** What was answered so far, in order. Typing the next answer does not draw it anew. */
export const AnsweredSteps = memo(function AnsweredSteps(props: {
	rows: readonly Step[];
	/** The place of the first row among all steps, and how many of those before it are briefings. */
	from?: number;
	briefings?: number;
	answerers: readonly (string | undefined)[];
	/** The step whose answer is on its way. */
	sending: string | null;
}) {
	const { rows, answerers, from = 0 } = props;
	let briefings = props.briefings ?? 0;
	return rows.map((row, place) => {
		if (row.content.type === "briefing") {
			briefings += 1;
			return (
				<li key={row.step_id}>
					<BriefingCard stepId={row.step_id} content={row.content} at={row.created_at} unfolded={false} />
				</li>
			);
		}
		return (
			<AnsweredStep
				key={row.step_id}
				step={row}
				number={from + place + 1 - briefings}
				by={answerers[from + place]}
				names={isNews(answerers, from + place)}
				sending={props.sending === row.step_id}
			/>
		);
	});
});

/** Whether the row says who answered: where that is another one than before. */
function isNews(answerers: readonly (string | undefined)[], place: number): boolean {
	const by = answerers[place];
	return by !== undefined && by !== (answerers.slice(0, place).findLast((before) => before !== undefined) ?? text.you);
}
