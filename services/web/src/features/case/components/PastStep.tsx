import { PilotMark } from "@/features/case/components/PilotMark";
import { StepBody } from "@/features/case/components/StepBody";
import { kindOf } from "@/features/case/model/answer";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail, Step } from "@/features/case/types";

/** The open step, for whoever does not answer it: somebody else's case, a paused one, or the past. */
export function PastStep({ found, step, past, owns }: { found: CaseDetail; step: Step; past: boolean; owns: boolean }) {
	const reason = past ? text.waitsForAnswer : reasonOf(found, owns);
	return (
		<section
			aria-labelledby={`step-${step.step_id}`}
			data-step-id={step.step_id}
			tabIndex={-1}
			className="glass grid gap-4 p-4 outline-none sm:p-6"
		>
			<header className="flex flex-wrap items-center gap-3 text-muted-foreground text-sm">
				<PilotMark />
				<span className="font-medium text-foreground">{kindOf(step)}</span>
				{reason && <span className="ml-auto">{reason}</span>}
			</header>
			<StepBody step={step} titleId={`step-${step.step_id}`} />
			{step.options.length > 0 && (
				<ul className="grid gap-1.5">
					{step.options.map((option) => (
						<li key={option.value} className="rounded-lg border border-border px-3 py-2 text-muted-foreground">
							{option.label}
						</li>
					))}
				</ul>
			)}
		</section>
	);
}

/** Why it is not answered here; null where that is plain. */
function reasonOf(found: CaseDetail, owns: boolean): string | null {
	if (found.status === "requesting_escalation") return text.openAtEscalation;
	return owns ? null : text.readOnlyOwner(found.user_name ?? text.someEngineer);
}
