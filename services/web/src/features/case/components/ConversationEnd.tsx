import type { Ref } from "react";
import { FailureCard } from "@/features/case/components/FailureCard";
import { LeftoverNote } from "@/features/case/components/LeftoverNote";
import { OpenStep } from "@/features/case/components/OpenStep";
import { PastStep } from "@/features/case/components/PastStep";
import { PausedNote } from "@/features/case/components/PausedNote";
import { Thinking } from "@/features/case/components/Thinking";
import { UnsentNote } from "@/features/case/components/UnsentNote";
import type { Answering } from "@/features/case/hooks/useAnswering";
import type { Answer } from "@/features/case/model/answer";
import { countSteps } from "@/features/case/model/numbers";
import { isClosed, type Rights } from "@/features/case/model/rights";
import { strandedIn } from "@/features/case/model/sending";
import type { CaseDetail } from "@/features/case/types";
import { FixBanner } from "@/features/fixes/components/FixBanner";
import { activeFix } from "@/features/fixes/model";

/** Where the conversation stands: the step to answer, FlowPilot at work, or what is in the way. */
export function ConversationEnd(props: {
	ref: Ref<HTMLLIElement>;
	found: CaseDetail;
	past: boolean;
	rights: Rights;
	answering: Answering;
	writing: string | null;
	takesFocus: () => boolean;
	onAnswer: (answer: Answer) => void;
	onResolve: () => void;
}) {
	const { found, answering, rights } = props;
	const { shown, step, sending, phase } = answering;
	const leftover = answering.leftover ?? (rights.owns || props.past ? null : strandedIn(answering.draft));
	const fix = activeFix(found.suggested_fixes);
	const asked = step !== null && rights.answer && step.step_id === fix?.step_id;
	if (isClosed(found)) return null;
	return (
		<li ref={props.ref} className="grid scroll-mt-[calc(var(--head)+1rem)] max-md:scroll-mt-20 gap-4 pt-4">
			{found.status === "paused" && !props.past && <PausedNote />}
			{leftover && (
				<LeftoverNote
					leftover={leftover}
					onUse={step && rights.answer ? () => use(answering) : undefined}
					onDismiss={answering.leftover ? answering.dismissLeftover : answering.draft.clear}
				/>
			)}
			{sending && phase.name === "unsent" && (
				<UnsentNote error={phase.error} onAgain={answering.again} onChange={answering.change} />
			)}
			{fix && !asked && (
				<FixBanner key={fix.id} found={found} fix={fix} past={props.past} asked={false} rights={rights} />
			)}
			{step && rights.answer && (
				<OpenStep
					key={step.step_id}
					step={step}
					number={countSteps(found)}
					max={found.max_steps}
					draft={answering.draft}
					refusal={answering.refusal}
					takesFocus={props.takesFocus}
					onAnswer={props.onAnswer}
					onResolve={props.onResolve}
				/>
			)}
			{step && !rights.answer && <PastStep found={found} step={step} past={props.past} owns={rights.owns} />}
			{fix && asked && <FixBanner key={fix.id} found={found} fix={fix} past={props.past} asked rights={rights} />}
			{shown.awaiting_step && <Thinking stage={shown.stage} writing={props.writing} />}
			{found.failure && !props.past && <FailureCard id={found.id} failure={found.failure} mayRetry={rights.answer} />}
		</li>
	);
}

/** What came too late for one step goes into the answer to this one. */
function use({ leftover, draft, dismissLeftover }: Answering): void {
	draft.set([draft.text, leftover?.text].filter(Boolean).join("\n"));
	dismissLeftover();
}
