import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { AnsweredSteps } from "@/features/case/components/AnsweredSteps";
import { IntakeMessage } from "@/features/case/components/IntakeMessage";
import { countSteps } from "@/features/case/model/numbers";
import type { CaseDetail, Step } from "@/features/case/types";
import { escalationStrings as text } from "@/features/escalations/strings";
import { intakeTicketOf } from "@/features/tickets/intake-ticket";

/** The conversation up to the latest briefing, folded: the briefing below tells it in short. */
export const BeforeHandOver = memo(function BeforeHandOver(props: {
	found: CaseDetail;
	rows: readonly Step[];
	answerers: readonly (string | undefined)[];
	by: string;
}) {
	const { found, rows } = props;
	return (
		<li>
			<details className="group/before rounded-xl border border-border">
				<summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-2.5 gap-y-1 rounded-xl px-4 py-3 text-sm hover:bg-accent/40">
					<ChevronRight
						aria-hidden="true"
						className="size-4 shrink-0 transition-transform group-open/before:rotate-90"
					/>
					<span className="font-medium">{text.before(props.by)}</span>
					<span className="text-muted-foreground">{text.beforeSteps(countSteps({ steps: rows }))}</span>
				</summary>
				<ol className="grid gap-1 border-border border-t px-4 pt-4 pb-2">
					<IntakeMessage
						intake={found.intake_content}
						name={props.by}
						at={found.created_at}
						{...intakeTicketOf(found)}
					/>
					<AnsweredSteps rows={rows} answerers={props.answerers} sending={null} />
				</ol>
			</details>
		</li>
	);
});
