import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { ProblemNote } from "@/components/ui/problem-note";
import { ChoiceGrid } from "@/features/case/components/ChoiceGrid";
import { OwnWords } from "@/features/case/components/OwnWords";
import { PilotMark } from "@/features/case/components/PilotMark";
import { ScriptButton } from "@/features/case/components/ScriptButton";
import { SkipButton } from "@/features/case/components/SkipButton";
import { StepBody } from "@/features/case/components/StepBody";
import { useGenerateScript } from "@/features/case/hooks/useGenerateScript";
import {
	type Answer,
	answerOf,
	type Choice,
	choicesOf,
	kindOf,
	ownWords,
	skipping,
	takesOwnWords,
} from "@/features/case/model/answer";
import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";
import { useCommand } from "@/lib/commands/react";
import type { Draft } from "@/lib/draft";
import { focusAtEnd } from "@/lib/focus";

/** The step that waits for the engineer, and every way to answer it. */
export function OpenStep(props: {
	step: Step;
	number: number;
	max: number | null;
	draft: Draft;
	refusal: unknown;
	takesFocus: () => boolean;
	onAnswer: (answer: Answer) => void;
	onResolve: () => void;
}) {
	const { step, draft } = props;
	const answers = useRef<HTMLFieldSetElement>(null);
	const field = useRef<HTMLTextAreaElement>(null);
	const choices = choicesOf(step);
	const generate = useGenerateScript();
	const confirmed = step.responded_at !== null;
	const [opened, setOpened] = useState(false);
	const describing = opened || draft.text !== "" || choices.length === 0 || !takesOwnWords(step);

	const comes = useRef(props.takesFocus);
	useEffect(() => {
		if (comes.current()) (answers.current ?? field.current)?.focus({ preventScroll: true });
	}, []);
	const choose = (choice: Choice) =>
		choice.kind === "confirm" ? props.onResolve() : props.onAnswer(answerOf(choice, draft.text));
	const describe = () => {
		setOpened(true);
		requestAnimationFrame(() => focusAtEnd(field.current));
	};
	const words = ownWords(step, draft.text);
	useCommand("case.ownWords", describe, { enabled: takesOwnWords(step) });
	useCommand("case.send", () => words && props.onAnswer(words), { enabled: words !== null });

	return (
		<section
			aria-labelledby={`step-${step.step_id}`}
			data-step-id={step.step_id}
			tabIndex={-1}
			className="glass slide-in-from-bottom-2 fade-in grid animate-in gap-5 border-primary/25 p-4 shadow-black/5 shadow-lg duration-200 sm:p-6"
		>
			<header className="flex items-center gap-3 text-muted-foreground text-sm">
				<PilotMark />
				<span className="font-medium text-foreground">{kindOf(step)}</span>
				<span className="ml-auto font-mono text-xs">{props.max ? `${props.number}/${props.max}` : props.number}</span>
			</header>
			<StepBody step={step} titleId={`step-${step.step_id}`} />
			{generate && <ScriptButton step={step} onGenerate={generate} />}
			{props.refusal !== null && <ProblemNote error={props.refusal} />}
			{confirmed && (
				<p className="flex items-center gap-2 font-medium text-sm text-success">
					<Check aria-hidden="true" className="size-4" />
					{text.confirmed}
				</p>
			)}
			{choices.length > 0 && <ChoiceGrid ref={answers} choices={choices} onChoose={choose} />}
			<OwnWords
				ref={field}
				step={step}
				draft={draft}
				open={describing}
				choices={choices.length}
				onOpen={describe}
				onSend={() => words && props.onAnswer(words)}
			/>
			{step.allow_skip && !confirmed && <SkipButton onSkip={() => props.onAnswer(skipping)} />}
		</section>
	);
}
