import { Check, type LucideIcon, Search, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import type { Choice } from "@/features/case/model/answer";
import { moveTo } from "@/features/case/model/grid";
import { caseStrings as text } from "@/features/case/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";

const WIDE = 64;
const FEW = 3;
const ICONS: Partial<Record<Choice["kind"], { icon: LucideIcon; ink: string }>> = {
	completed: { icon: Check, ink: "text-success" },
	confirm: { icon: Check, ink: "text-success" },
	failed: { icon: X, ink: "text-danger" },
	keepOn: { icon: Search, ink: "text-warning" },
};

/** The offered answers: by number, by arrows and Enter, or by a click. */
export function ChoiceGrid(props: {
	ref?: Ref<HTMLFieldSetElement>;
	choices: readonly Choice[];
	onChoose: (choice: Choice) => void;
}) {
	const { choices } = props;
	const grid = useRef<HTMLFieldSetElement>(null);
	useImperativeHandle(props.ref, () => grid.current as HTMLFieldSetElement);
	const [current, setCurrent] = useState(0);
	const columns = columnsOf(choices);

	const focus = (at: number) => {
		setCurrent(at);
		grid.current?.querySelectorAll("button")[at]?.focus();
	};
	useNumberKeys(choices.length, focus);
	const onKeyDown = (event: KeyboardEvent) => {
		const onGrid = event.target === grid.current;
		const wide = columns === 2 && window.matchMedia("(min-width: 40rem)").matches;
		const to = moveTo(event.key, onGrid ? -1 : current, choices.length, wide ? 2 : 1);
		if (to === null) return;
		event.preventDefault();
		focus(to);
	};
	return (
		<div className="grid gap-2.5">
			<fieldset
				ref={grid}
				aria-label={text.answers}
				tabIndex={-1}
				onKeyDown={onKeyDown}
				className={cn("grid min-w-0 gap-2 rounded-xl", columns === 2 && "sm:grid-cols-2")}
			>
				{choices.map((choice, at) => (
					<ChoiceButton
						key={choice.id}
						choice={choice}
						number={at + 1}
						tabbable={at === current}
						onFocus={() => setCurrent(at)}
						onClick={() => props.onChoose(choice)}
					/>
				))}
			</fieldset>
			<p className="text-muted-foreground text-xs max-sm:hidden">
				{choices.length === 1 ? text.answersHintOne : text.answersHint(Math.min(choices.length, 9))}
			</p>
		</div>
	);
}

/** Side by side where there are many short ones. */
function columnsOf(choices: readonly Choice[]): 1 | 2 {
	const short = choices.every(({ label, hint }) => label.length <= WIDE && !hint);
	return short && choices.length > FEW ? 2 : 1;
}

function ChoiceButton(props: {
	choice: Choice;
	number: number;
	tabbable: boolean;
	onFocus: () => void;
	onClick: () => void;
}) {
	const { choice } = props;
	const look = ICONS[choice.kind];
	return (
		<button
			type="button"
			tabIndex={props.tabbable ? 0 : -1}
			onFocus={props.onFocus}
			onClick={props.onClick}
			className="group flex min-h-12 items-center gap-3 rounded-xl border border-border bg-accent/40 px-3 py-2.5 text-left transition-colors hover:border-primary/60 hover:bg-primary/10 focus:border-primary focus:bg-primary/10 active:bg-primary/20"
		>
			<span
				aria-hidden="true"
				className="grid size-6 shrink-0 place-items-center rounded-md border border-border bg-background font-mono text-muted-foreground text-xs group-focus:border-primary group-focus:text-primary"
			>
				{props.number}
			</span>
			{look && <look.icon aria-hidden="true" className={cn("size-4 shrink-0", look.ink)} />}
			<span className="grid min-w-0 flex-1 gap-0.5">
				<span className="break-words leading-snug">{choice.label}</span>
				{choice.hint && <span className="text-muted-foreground text-sm">{choice.hint}</span>}
			</span>
			<span aria-hidden="true" className="invisible group-focus-visible:visible max-sm:hidden">
				<Kbd keys="enter" />
			</span>
		</button>
	);
}

function useNumberKeys(count: number, pick: (at: number) => void): void {
	useCommand("case.option1", () => pick(0), { enabled: count >= 1 });
	useCommand("case.option2", () => pick(1), { enabled: count >= 2 });
	useCommand("case.option3", () => pick(2), { enabled: count >= 3 });
	useCommand("case.option4", () => pick(3), { enabled: count >= 4 });
	useCommand("case.option5", () => pick(4), { enabled: count >= 5 });
	useCommand("case.option6", () => pick(5), { enabled: count >= 6 });
	useCommand("case.option7", () => pick(6), { enabled: count >= 7 });
	useCommand("case.option8", () => pick(7), { enabled: count >= 8 });
	useCommand("case.option9", () => pick(8), { enabled: count >= 9 });
}
