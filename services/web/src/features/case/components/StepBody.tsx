import { Eye, Lightbulb } from "lucide-react";
import type { ReactNode } from "react";
import { headAndBody, repeats } from "@/features/case/model/answer";
import { caseStrings as text } from "@/features/case/strings";
import type { Content, Step } from "@/features/case/types";
import { cn } from "@/lib/cn";

/** What FlowPilot put: as text, with its line breaks, never as markup. */
export function StepBody({ step, titleId, small }: { step: Step; titleId?: string; small?: boolean }) {
	const { content } = step;
	const { head, body } = headAndBody(content);
	return (
		<div className="grid gap-4">
			<div className="grid gap-2.5">
				<h2
					id={titleId}
					className={cn(
						"whitespace-pre-wrap break-words font-semibold",
						small ? "text-base" : "text-xl leading-snug sm:text-[1.375rem]",
					)}
				>
					{head}
				</h2>
				{body && <p className="whitespace-pre-wrap break-words leading-relaxed">{body}</p>}
			</div>
			<Details content={content} />
			{step.context_message && (
				<p className="flex gap-2.5 text-muted-foreground text-sm leading-relaxed">
					<Lightbulb aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
					<span className="min-w-0 whitespace-pre-wrap break-words">
						<span className="font-medium text-foreground">
							{content.type === "question" ? text.why : text.whyAction}:{" "}
						</span>
						{step.context_message}
					</span>
				</p>
			)}
		</div>
	);
}

function Details({ content }: { content: Content }) {
	if (content.type === "question" || content.type === "briefing") return null;
	if (content.type === "resolution_suggestion") return <SuggestionDetails content={content} />;
	const values = Object.entries(content.pre_filled_params ?? {});
	return (
		<>
			{content.instructions && <Part title={text.instructions} mono words={content.instructions} />}
			{values.length > 0 && (
				<Part title={text.scriptValues} mono words={values.map(([name, value]) => `${name} = ${value}`).join("\n")} />
			)}
			{content.expected_outcome && (
				<Part
					title={text.expected}
					icon={<Eye aria-hidden="true" className="size-4" />}
					words={content.expected_outcome}
				/>
			)}
		</>
	);
}

function SuggestionDetails({ content }: { content: Extract<Content, { type: "resolution_suggestion" }> }) {
	const more = content.follow_up_recommendations.filter((words) => !repeats(content.text, words));
	return (
		<>
			{!repeats(content.text, content.resolution_summary) && (
				<Part title={text.resolutionSummary} words={content.resolution_summary} />
			)}
			{more.length > 0 && (
				<div className="grid gap-1.5">
					<h3 className="font-semibold text-sm">{text.followUp}</h3>
					<ul className="grid list-disc gap-1 pl-5">
						{more.map((words) => (
							<li key={words} className="break-words">
								{words}
							</li>
						))}
					</ul>
				</div>
			)}
		</>
	);
}

function Part({ title, icon, mono, words }: { title: string; icon?: ReactNode; mono?: boolean; words: string }) {
	return (
		<div className="grid gap-1.5 rounded-xl border border-border bg-background/50 px-4 py-3">
			<h3 className="flex items-center gap-2 font-medium text-muted-foreground text-sm">
				{icon}
				{title}
			</h3>
			<p className={cn("whitespace-pre-wrap break-words leading-relaxed", mono && "font-mono text-sm")}>{words}</p>
		</div>
	);
}
