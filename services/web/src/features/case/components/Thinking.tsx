import { PilotMark } from "@/features/case/components/PilotMark";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";

const DOTS = ["", "[animation-delay:150ms]", "[animation-delay:300ms]"];

/** FlowPilot is at work: its words as they come, or what it is doing. */
export function Thinking({ stage, writing }: { stage: CaseDetail["stage"]; writing: string | null }) {
	return (
		<div className="fade-in flex animate-in items-start gap-3 py-2">
			<PilotMark busy />
			{writing ? (
				<p className="min-w-0 whitespace-pre-wrap break-words pt-0.5 text-lg leading-relaxed">
					{writing}
					<span
						aria-hidden="true"
						className="ml-0.5 inline-block h-[1em] w-0.5 translate-y-0.5 animate-pulse bg-primary"
					/>
				</p>
			) : (
				<p className="flex items-center gap-2.5 pt-1 text-muted-foreground">
					{text.stages[stage]}
					<span aria-hidden="true" className="flex gap-1">
						{DOTS.map((delay) => (
							<span key={delay} className={`size-1.5 animate-bounce rounded-full bg-primary ${delay}`} />
						))}
					</span>
				</p>
			)}
		</div>
	);
}
