import type { Documentation } from "@/features/case/types";
import { cn } from "@/lib/cn";

const TONES: readonly (readonly [RegExp, string])[] = [
	[/^Succeeded/, "text-success"],
	[/^Did not/, "text-danger"],
];

/** One step as the documentation tells it. */
export function StoryStep({ step }: { step: Documentation["diagnostic_steps"][number] }) {
	const { description, engineer_response: response, outcome } = step;
	return (
		<li className="grid break-inside-avoid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 [content-visibility:auto] print:[content-visibility:visible]">
			<span
				aria-hidden="true"
				className="grid size-8 place-items-center rounded-full border border-border font-mono text-muted-foreground text-xs"
			>
				{step.step_number}
			</span>
			<div className="grid gap-1.5 pt-1">
				<p className="whitespace-pre-wrap break-words text-muted-foreground leading-relaxed">{description}</p>
				{response && <p className="whitespace-pre-wrap break-words font-medium">{response}</p>}
				{outcome && (
					<p
						className={cn(
							"whitespace-pre-wrap break-words font-medium",
							TONES.find(([tone]) => tone.test(outcome))?.[1],
						)}
					>
						{outcome}
					</p>
				)}
			</div>
		</li>
	);
}
