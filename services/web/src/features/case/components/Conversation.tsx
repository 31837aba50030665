import { ArrowDown } from "lucide-react";
import { memo, type RefObject, useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { AnsweredSteps } from "@/features/case/components/AnsweredSteps";
import { BeforeHandOver } from "@/features/case/components/BeforeHandOver";
import { ConversationEnd } from "@/features/case/components/ConversationEnd";
import { IntakeMessage } from "@/features/case/components/IntakeMessage";
import { useAnswering } from "@/features/case/hooks/useAnswering";
import { useFollow } from "@/features/case/hooks/useFollow";
import { useAnswerers } from "@/features/case/hooks/usePeople";
import { useWantedStep } from "@/features/case/hooks/useShowStep";
import { countSteps } from "@/features/case/model/numbers";
import { isLive, type Rights } from "@/features/case/model/rights";
import { stepOf } from "@/features/case/model/sending";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail, Step } from "@/features/case/types";
import { BriefingCard } from "@/features/escalations/components/BriefingCard";
import { WrittenPackage } from "@/features/escalations/components/WrittenPackage";
import { intakeTicketOf } from "@/features/tickets/intake-ticket";
import { useCommand } from "@/lib/commands/react";
import { usePartialText } from "@/lib/live/react";

/** What was asked and answered, in order, and what is asked now. */
export function Conversation(props: { found: CaseDetail; past: boolean; rights: Rights; onResolve: () => void }) {
	const { found, past } = props;
	const log = useRef<HTMLDivElement>(null);
	const end = useRef<HTMLLIElement>(null);
	const answering = useAnswering(found);
	const { shown, step } = answering;
	const partial = usePartialText(found.id);
	const writing = !past && partial?.step_order === found.steps.length ? partial.text : null;
	const answerers = useAnswerers(found);
	const live = past || isLive(found);
	const grows = `${shown.steps.length} ${shown.awaiting_step} ${step?.step_id} ${found.failure?.attempt} ${writing?.length} ${found.fix_status}`;
	const isUnread = !past && shown.steps.at(step ? -2 : -1)?.content.type === "briefing";
	const follow = useFollow(end, grows, step?.step_id ?? null, live && !isUnread);
	const isLast = useNewcomers(step?.step_id ?? null, log);
	const hidesLast = step !== null && stepOf(shown, step.step_id) === shown.steps.at(-1);
	const rows = useMemo(() => (hidesLast ? shown.steps.slice(0, -1) : shown.steps), [shown.steps, hidesLast]);
	const sending = answering.phase.name === "sending" ? (answering.sending?.stepId ?? null) : null;
	useStepKeys(log);
	useWantedStep();
	useCommand("case.toStep", follow.toEnd, { enabled: live && !past });

	return (
		<div
			ref={log}
			role="log"
			aria-label={text.conversation}
			aria-live="off"
			aria-busy={shown.awaiting_step}
			tabIndex={-1}
			className="relative min-w-0 outline-none"
		>
			<ol className="grid gap-1">
				<Told found={found} rows={rows} answerers={answerers} sending={sending} />
				<ConversationEnd
					ref={end}
					{...props}
					answering={answering}
					writing={writing}
					takesFocus={isLast}
					onAnswer={(answer) => {
						answering.answer(answer);
						follow.toEnd();
						log.current?.focus({ preventScroll: true });
					}}
				/>
			</ol>
			{follow.missed && (
				<Button
					size="sm"
					variant="primary"
					onClick={follow.toEnd}
					className="sticky bottom-24 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-lg lg:bottom-6"
				>
					<ArrowDown aria-hidden="true" />
					{text.newStep}
				</Button>
			)}
		</div>
	);
}

/** The conversation so far; after a hand-over what was before it is folded, and the briefing tells it. */
const Told = memo(function Told(props: {
	found: CaseDetail;
	rows: readonly Step[];
	answerers: readonly (string | undefined)[];
	sending: string | null;
}) {
	const { found, rows, answerers } = props;
	const at = rows.findLastIndex(({ content }) => content.type === "briefing");
	const briefing = rows[at];
	const before = useMemo(() => rows.slice(0, Math.max(0, at)), [rows, at]);
	const after = useMemo(() => rows.slice(at + 1), [rows, at]);
	if (briefing?.content.type !== "briefing")
		return (
			<>
				<IntakeMessage
					intake={found.intake_content}
					name={found.user_name}
					at={found.created_at}
					{...intakeTicketOf(found)}
				/>
				<AnsweredSteps rows={rows} answerers={answerers} sending={props.sending} />
			</>
		);
	const { content } = briefing;
	return (
		<>
			<BeforeHandOver found={found} rows={before} answerers={answerers} by={content.escalated_by} />
			<li>
				<BriefingCard
					key={briefing.step_id}
					stepId={briefing.step_id}
					content={content}
					at={briefing.created_at}
					unfolded={after.length < READ_AFTER}
				>
					<WrittenPackage found={found} />
				</BriefingCard>
			</li>
			<AnsweredSteps
				rows={after}
				from={at + 1}
				briefings={at + 1 - countSteps({ steps: before })}
				answerers={answerers}
				sending={props.sending}
			/>
		</>
	);
});

/** After so many answers the briefing was read: it opens folded. */
const READ_AFTER = 2;

/** Whether the step came while the reader was in the conversation: then it takes the focus. */
function useNewcomers(stepId: string | null, log: RefObject<HTMLElement | null>): () => boolean {
	const first = useRef(stepId);
	useEffect(() => {
		if (stepId !== first.current) first.current = null;
	}, [stepId]);
	return () => {
		const active = document.activeElement;
		const here = active === null || active === document.body || (log.current?.contains(active) ?? false);
		return here && stepId !== first.current;
	};
}

/** j and k go from one answered step to the next. */
function useStepKeys(log: RefObject<HTMLElement | null>): void {
	const go = (by: number) => {
		const all = [...(log.current?.querySelectorAll<HTMLElement>("[data-step]") ?? [])];
		const rows = all.filter((row) => row.closest("details:not([open])") === null);
		const at = rows.indexOf(document.activeElement as HTMLElement);
		const to = at === -1 ? (by > 0 ? 0 : rows.length - 1) : at + by;
		rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
	};
	useCommand("case.nextStep", () => go(1));
	useCommand("case.previousStep", () => go(-1));
}
