import { Check, ChevronDown, CircleDashed, CornerDownRight, type LucideIcon, X } from "lucide-react";
import { memo, useId, useState } from "react";
import { Spinner } from "@/components/ui/spinner";
import { StepBody } from "@/features/case/components/StepBody";
import { headAndBody, kindOf, type Said, saidOf } from "@/features/case/model/answer";
import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";
import { cn } from "@/lib/cn";
import { formatDateTime, formatTime } from "@/lib/dates";

const MOODS: Record<Said["mood"], { icon: LucideIcon; ink: string }> = {
	plain: { icon: CornerDownRight, ink: "text-primary" },
	good: { icon: Check, ink: "text-success" },
	bad: { icon: X, ink: "text-danger" },
	none: { icon: CircleDashed, ink: "text-muted-foreground" },
};

/** A step that was answered: question and answer; the whole of it on a click. */
export const AnsweredStep = memo(function AnsweredStep(props: {
	step: Step;
	number: number;
	by?: string;
	names: boolean;
	sending: boolean;
}) {
	const { step, number } = props;
	const [open, setOpen] = useState(false);
	const details = useId();
	return (
		// content-visibility: what is far off the screen of a long case costs nothing
		<li className="[contain-intrinsic-size:auto_5.5rem] [content-visibility:auto] print:[content-visibility:visible]">
			<button
				type="button"
				data-step={step.step_order}
				data-step-id={step.step_id}
				aria-expanded={open}
				aria-controls={open ? details : undefined}
				onClick={() => setOpen(!open)}
				className="group grid w-full grid-cols-[2rem_minmax(0,1fr)_auto] gap-x-3 rounded-xl py-2.5 pr-2 text-left outline-offset-[-2px] hover:bg-accent/40"
			>
				<span
					aria-hidden="true"
					className="mt-0.5 grid size-8 place-items-center rounded-full border border-border font-mono text-muted-foreground text-xs"
				>
					{number}
				</span>
				<span className="grid gap-1.5 pt-1">
					<span className="sr-only">{`${text.stepNumber(number)}, ${kindOf(step)}: `}</span>
					<span className={cn("break-words text-muted-foreground", !open && "line-clamp-2")}>
						{headAndBody(step.content).head}
					</span>
					<AnswerLine step={step} sending={props.sending} whole={open} />
				</span>
				<span className="flex items-center gap-1.5 self-start pt-1.5 text-muted-foreground text-xs">
					{props.by && props.names && <span className="max-sm:hidden">{text.answeredBy(props.by)}</span>}
					{step.responded_at && (
						<time dateTime={step.responded_at} title={formatDateTime(step.responded_at)} className="font-mono">
							{formatTime(step.responded_at)}
						</time>
					)}
					<ChevronDown
						aria-hidden="true"
						className={cn("size-4 opacity-50 transition-transform group-hover:opacity-100", open && "rotate-180")}
					/>
				</span>
			</button>
			{open && <WholeStep id={details} step={step} by={props.by} />}
		</li>
	);
});

function AnswerLine({ step, sending, whole }: { step: Step; sending: boolean; whole: boolean }) {
	if (step.responded_at === null) return <span className="text-muted-foreground text-sm">{text.notAnswered}</span>;
	const said = saidOf(step);
	const { icon: Icon, ink } = MOODS[said.mood];
	return (
		<span className="flex items-start gap-2">
			{sending ? (
				<Spinner className="mt-1 text-primary" />
			) : (
				<Icon aria-hidden="true" className={cn("mt-1 size-4 shrink-0", ink)} />
			)}
			<span className="min-w-0">
				<span className={cn("whitespace-pre-wrap break-words font-medium", !whole && "line-clamp-3")}>{said.word}</span>
				{said.note && (
					<span
						className={cn(
							"mt-0.5 block whitespace-pre-wrap break-words text-muted-foreground text-sm",
							!whole && "line-clamp-2",
						)}
					>
						{said.note}
					</span>
				)}
				{sending && <span className="sr-only">{text.sending}</span>}
			</span>
		</span>
	);
}

function WholeStep({ id, step, by }: { id: string; step: Step; by?: string }) {
	return (
		<div id={id} className="mt-1 mb-3 ml-11 grid gap-4 rounded-xl border border-border bg-card p-4">
			<StepBody step={step} small />
			{step.options.length > 0 && (
				<div className="grid gap-1.5">
					<h3 className="font-semibold text-sm">{text.options}</h3>
					<ul className="grid gap-1 text-sm">
						{step.options.map((option) => (
							<Offered key={option.value} label={option.label} chosen={option.value === step.selected_option} />
						))}
					</ul>
				</div>
			)}
			<p className="flex flex-wrap gap-x-3 font-mono text-muted-foreground text-xs">
				<span>{text.engines[step.engine as keyof typeof text.engines] ?? step.engine}</span>
				{by && <span>{text.answeredBy(by)}</span>}
			</p>
		</div>
	);
}

function Offered({ label, chosen }: { label: string; chosen: boolean }) {
	return (
		<li className={cn("flex items-start gap-2", chosen ? "font-medium" : "text-muted-foreground")}>
			<Check aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", chosen ? "text-primary" : "invisible")} />
			<span className="min-w-0 break-words">{label}</span>
			{chosen && <span className="sr-only">({text.chosen})</span>}
		</li>
	);
}
