import { memo } from "react";
import { AnsweredStep } from "@/features/case/components/AnsweredStep";
import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";

/** What was answered so far, in order. Typing the next answer does not draw it anew. */
export const AnsweredSteps = memo(function AnsweredSteps(props: {
	rows: readonly Step[];
	answerers: readonly (string | undefined)[];
	/** The step whose answer is on its way. */
	sending: string | null;
}) {
	const { rows, answerers } = props;
	return rows.map((row, place) => (
		<AnsweredStep
			key={row.step_id}
			step={row}
			by={answerers[place]}
			names={isNews(answerers, place)}
			sending={props.sending === row.step_id}
		/>
	));
});

/** Whether the row says who answered: where that is another one than before. */
function isNews(answerers: readonly (string | undefined)[], place: number): boolean {
	const by = answerers[place];
	return by !== undefined && by !== (place === 0 ? text.you : answerers[place - 1]);
}
