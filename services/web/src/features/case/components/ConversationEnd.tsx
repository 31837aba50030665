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
import { isClosed, type Rights } from "@/features/case/model/rights";
import type { CaseDetail } from "@/features/case/types";

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
	const { shown, step, sending, phase, leftover } = answering;
	if (isClosed(found)) return null;
	return (
		<li ref={props.ref} className="grid scroll-mt-[calc(var(--head)+1rem)] max-md:scroll-mt-20 gap-4 pt-4">
			{found.status === "paused" && !props.past && <PausedNote />}
			{leftover && (
				<LeftoverNote
					leftover={leftover}
					onUse={step ? () => use(answering) : undefined}
					onDismiss={answering.dismissLeftover}
				/>
			)}
			{sending && phase.name === "unsent" && (
				<UnsentNote error={phase.error} onAgain={answering.again} onChange={answering.change} />
			)}
			{step && rights.answer && (
				<OpenStep
					key={step.step_id}
					step={step}
					max={found.max_steps}
					draft={answering.draft}
					refusal={answering.refusal}
					takesFocus={props.takesFocus}
					onAnswer={props.onAnswer}
					onResolve={props.onResolve}
				/>
			)}
			{step && !rights.answer && <PastStep found={found} step={step} past={props.past} owns={rights.owns} />}
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
