import { CircleCheck, CornerUpLeft, RotateCcw } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { CommandTip } from "@/components/ui/tooltip";
import type { FlowNode } from "@/features/flow-canvas/tree";
import type { WalkAnswer, WalkStep } from "@/features/flows/api";
import { useWalk, type Walked } from "@/features/flows/hooks/useWalk";
import { flowStrings as text } from "@/features/flows/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { useCommand } from "@/lib/commands/react";

/** What can be said to a step. */
interface Choice {
	words: string;
	answer: Partial<WalkAnswer>;
}

/** The flow gone through as an engineer would whom it leads. `onStep` is told where it stands. */
export function WalkPanel(props: { tree: FlowNode; name: string; onStep: (nodeId: string | null) => void }) {
	const walked = useWalk(props.tree, props.name);
	const { walk } = walked;
	const steps = walk?.steps ?? [];
	const open = walk && !walk.ended ? steps.at(-1) : undefined;
	const { onStep } = props;
	const here = open?.node_id ?? (walk?.ended ? (steps.at(-1)?.node_id ?? null) : null);
	useEffect(() => onStep(here), [onStep, here]);
	useEffect(() => () => onStep(null), [onStep]);
	useCommand("flow.walkBack", walked.back, { enabled: walked.answers.length > 0 });
	return (
		<Card className="grid gap-4">
			<p className="text-muted-foreground text-sm">{text.walkHint}</p>
			{walked.error !== null && <ProblemNote error={walked.error} onRetry={walked.retry} />}
			{walk && walk.faults.length > 0 && <p className="text-sm text-warning">{text.walkFaults}</p>}
			<ol className="grid gap-3" aria-live="polite">
				{steps.map((step, at) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: a flow may come back to a node; a step is known by its place
					<Step key={at} step={step} number={at + 1} open={step === open} />
				))}
			</ol>
			{open && <Choices choices={choicesOf(open)} walked={walked} />}
			{walk?.ended && (
				<p role="status" className="flex items-start gap-2 font-medium text-sm text-success">
					<CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
					<span>
						{text.walkEnded} {walk.resolution ? text.walkResolved(walk.resolution) : text.walkNothingLeft}
					</span>
				</p>
			)}
			{walk?.refusal && <p className="text-sm text-warning">{text.walkRefused(walk.refusal.detail)}</p>}
			<div className="flex flex-wrap gap-2">
				<CommandTip id="flow.walkBack">
					<Button size="sm" variant="ghost" disabled={walked.answers.length === 0} onClick={walked.back}>
						<CornerUpLeft aria-hidden="true" />
						{text.walkBack}
					</Button>
				</CommandTip>
				<Button size="sm" variant="ghost" disabled={walked.answers.length === 0} onClick={walked.restart}>
					<RotateCcw aria-hidden="true" />
					{text.walkStart}
				</Button>
			</div>
		</Card>
	);
}

function Step({ step, number, open }: { step: WalkStep; number: number; open: boolean }) {
	return (
		<li className={`grid gap-1 rounded-lg border p-3 text-sm ${open ? "border-primary" : "border-border"}`}>
			<p className="text-muted-foreground text-xs">
				{text.walkStep(number)} · {text.walkTypes[step.type]}
			</p>
			<p className="whitespace-pre-wrap break-words">{step.text}</p>
			{step.expected_outcome && <p className="text-muted-foreground">{text.expected(step.expected_outcome)}</p>}
			{step.answer && <p className="font-medium text-primary">{saidIn(step, step.answer)}</p>}
		</li>
	);
}

function Choices({ choices, walked }: { choices: readonly Choice[]; walked: Walked }) {
	const give = (at: number) => {
		const choice = choices[at];
		if (choice && !walked.busy) walked.answer(choice.answer);
	};
	const may = (at: number) => ({ enabled: at < choices.length });
	useCommand("flow.answer1", () => give(0), may(0));
	useCommand("flow.answer2", () => give(1), may(1));
	useCommand("flow.answer3", () => give(2), may(2));
	useCommand("flow.answer4", () => give(3), may(3));
	useCommand("flow.answer5", () => give(4), may(4));
	return (
		<fieldset className="grid gap-1.5">
			<legend className="sr-only">{text.walkAnswers}</legend>
			{choices.map(({ words }, at) => (
				<Button
					key={words}
					className="h-auto min-h-10 justify-start whitespace-normal py-2 text-left"
					aria-disabled={walked.busy}
					onClick={() => give(at)}
				>
					{KEYS[at] && <Kbd keys={commandOf(KEYS[at]).keys ?? ""} />}
					{words}
				</Button>
			))}
		</fieldset>
	);
}

const KEYS = ["flow.answer1", "flow.answer2", "flow.answer3", "flow.answer4", "flow.answer5"] as const;

function choicesOf(step: WalkStep): readonly Choice[] {
	if (step.type === "question") {
		const options = step.options.map(({ label, value }) => ({ words: label, answer: { selected_option: value } }));
		return step.allow_skip ? [...options, { words: text.walkSkip, answer: { was_skipped: true } }] : options;
	}
	const [done, not] = step.type === "action" ? [text.walkDone, text.walkNotDone] : [text.walkConfirm, text.walkReject];
	return [
		{ words: done, answer: { action_success: true } },
		{ words: not, answer: { action_success: false } },
	];
}

function saidIn(step: WalkStep, answer: WalkAnswer): string {
	if (answer.was_skipped) return text.walkSkipped;
	if (answer.selected_option)
		return step.options.find(({ value }) => value === answer.selected_option)?.label ?? answer.selected_option;
	const [done, not] = step.type === "action" ? [text.walkDone, text.walkNotDone] : [text.walkConfirm, text.walkReject];
	return answer.action_success ? done : not;
}
