import { CircleSlash, Lightbulb, ListChecks, type LucideIcon, MoveRight } from "lucide-react";
import type { ReactNode } from "react";
import type { EscalationPackage } from "@/features/case/types";
import { escalationStrings as text } from "@/features/escalations/strings";
import { cn } from "@/lib/cn";

/** What whoever picks the case up is given: what was tried, what is ruled out, what it may still be, what to do next. */
export function PackageView({ found }: { found: EscalationPackage }) {
	return (
		<div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
			<Part title={text.tried} icon={ListChecks}>
				{found.steps_tried.length === 0 && <p className="text-muted-foreground">{text.nothingTried}</p>}
				<ol className="grid gap-2.5">
					{found.steps_tried.map((step, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: what was tried never changes its place
						<li key={at} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2">
							<span aria-hidden="true" className="pt-0.5 font-mono text-muted-foreground text-xs">
								{at + 1}
							</span>
							<span className="grid gap-0.5">
								<span className="line-clamp-3 break-words text-muted-foreground">{step.description}</span>
								<span className="break-words font-medium">{answerOf(step)}</span>
							</span>
						</li>
					))}
				</ol>
			</Part>
			<div className="grid content-start gap-6">
				<Insight found={found} />
			</div>
		</div>
	);
}

/** What is left, as FlowPilot sums it up; it comes a moment after the escalation. */
export function Insight({ found }: { found: EscalationPackage }) {
	if (found.insight_at === null) return <p className="text-muted-foreground">{text.insightComes}</p>;
	return (
		<>
			<Lines title={text.hypotheses} icon={Lightbulb} lines={found.remaining_hypotheses} />
			<Lines title={text.nextSteps} icon={MoveRight} lines={found.suggested_next_steps} />
			<Lines title={text.ruledOut} icon={CircleSlash} lines={found.steps_ruled_out} struck />
		</>
	);
}

function answerOf({ response, action_result }: EscalationPackage["steps_tried"][number]): string {
	const result = action_result && (action_result.success ? text.worked : text.didNotHelp);
	return [response, result, action_result?.details].filter(Boolean).join(" — ");
}

/** One list of the package or the briefing; nothing where it is empty. */
export function Lines(props: { title: string; icon: LucideIcon; lines: readonly string[]; struck?: boolean }) {
	if (props.lines.length === 0) return null;
	return (
		<Part title={props.title} icon={props.icon}>
			<ul className="grid list-disc gap-1.5 pl-6 marker:text-primary/60">
				{props.lines.map((line) => (
					<li key={line} className={cn("break-words pl-0.5 leading-relaxed", props.struck && "text-muted-foreground")}>
						{line}
					</li>
				))}
			</ul>
		</Part>
	);
}

/** A titled part of the package or the briefing. */
export function Part({ title, icon: Icon, children }: { title: string; icon: LucideIcon; children: ReactNode }) {
	return (
		<section className="grid content-start gap-2">
			<h3 className="flex items-center gap-2 font-medium text-muted-foreground text-sm">
				<Icon aria-hidden="true" className="size-4 shrink-0 text-primary" />
				{title}
			</h3>
			{children}
		</section>
	);
}
