import {
	ChevronDown,
	CircleSlash,
	Lightbulb,
	ListChecks,
	MessageSquareQuote,
	MoveRight,
	ScrollText,
} from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { PilotMark } from "@/features/case/components/PilotMark";
import { questionAndAnswer } from "@/features/case/model/answer";
import type { BriefingContent } from "@/features/case/types";
import { Lines, Part } from "@/features/escalations/components/PackageView";
import { escalationStrings as text } from "@/features/escalations/strings";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/dates";

/** What was tried before the case changed hands. It asks nothing; it can be folded away. */
export function BriefingCard(props: {
	stepId: string;
	content: BriefingContent;
	at: string;
	unfolded: boolean;
	/** What stands below it. */
	children?: ReactNode;
}) {
	const { content } = props;
	const [open, setOpen] = useState(props.unfolded);
	const body = useId();
	return (
		<section aria-label={text.briefing} className="glass my-2 border-discovery/40 shadow-black/5 shadow-lg">
			<h2>
				<button
					type="button"
					data-step-id={props.stepId}
					aria-expanded={open}
					aria-controls={open ? body : undefined}
					onClick={() => setOpen(!open)}
					className="flex w-full items-center gap-3 rounded-card p-4 text-left outline-offset-[-2px] sm:px-6"
				>
					<PilotMark />
					<span className="grid min-w-0 gap-0.5">
						<span className="font-semibold text-lg leading-tight">
							{text.briefing}
							<span className="font-normal text-muted-foreground"> — {text.briefingHint}</span>
						</span>
						<span className="font-normal font-sans text-muted-foreground text-sm">
							{text.briefingBy(content.escalated_by)}{" "}
							<time dateTime={props.at} className="whitespace-nowrap">
								{formatDateTime(props.at)}
							</time>
						</span>
					</span>
					<ChevronDown
						aria-hidden="true"
						className={cn("ml-auto size-5 shrink-0 text-muted-foreground transition-transform", open && "rotate-180")}
					/>
				</button>
			</h2>
			{open && (
				<Body id={body} content={content}>
					{props.children}
				</Body>
			)}
		</section>
	);
}

function Body({ id, content, children }: { id: string; content: BriefingContent; children: ReactNode }) {
	return (
		<div id={id} className="grid gap-6 border-border border-t p-4 leading-relaxed sm:p-6">
			<div className="grid gap-6 2xl:grid-cols-2">
				<Part title={text.reason} icon={MessageSquareQuote}>
					<p className="whitespace-pre-wrap break-words text-lg leading-snug">{content.escalation_reason}</p>
				</Part>
				<Part title={text.problem} icon={ScrollText}>
					<p className="whitespace-pre-wrap break-words">{content.problem}</p>
				</Part>
			</div>
			{content.additional_context && (
				<Part title={text.ownView} icon={MessageSquareQuote}>
					<p className="whitespace-pre-wrap break-words">{content.additional_context}</p>
				</Part>
			)}
			<Part title={text.tried} icon={ListChecks}>
				{content.steps.length === 0 && <p className="text-muted-foreground">{text.nothingTried}</p>}
				<ol className="grid gap-2">
					{content.steps.map((step, at) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: what was tried never changes its place
						<li key={at} className="grid grid-cols-[1.75rem_minmax(0,1fr)]">
							<span aria-hidden="true" className="pt-0.5 font-mono text-muted-foreground text-sm">
								{at + 1}
							</span>
							<Tried words={step} />
						</li>
					))}
				</ol>
			</Part>
			<div className="grid grid-cols-[repeat(auto-fit,minmax(min(17rem,100%),1fr))] gap-6">
				<Lines title={text.hypotheses} icon={Lightbulb} lines={content.remaining_hypotheses} />
				<Lines title={text.nextSteps} icon={MoveRight} lines={content.suggested_next_steps} />
				<Lines title={text.ruledOut} icon={CircleSlash} lines={content.steps_ruled_out} struck />
			</div>
			{children}
		</div>
	);
}

function Tried({ words }: { words: string }) {
	const [question, answer] = questionAndAnswer(words);
	return (
		<span className="grid gap-0.5 whitespace-pre-wrap break-words">
			{question && <span className="text-muted-foreground">{question}</span>}
			<span className="font-medium">{answer}</span>
		</span>
	);
}
