import { useQuery } from "@tanstack/react-query";
import { ClipboardCopy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { CommandTip } from "@/components/ui/tooltip";
import { documentationQuery, readMarkdown } from "@/features/case/api";
import { Outcome } from "@/features/case/components/Outcome";
import { RateCard } from "@/features/case/components/RateCard";
import { StoryStep } from "@/features/case/components/StoryStep";
import type { Rights } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { ClosingNotes, PrintLinks } from "@/features/documents/components/ClosingNotes";
import { CasePushes } from "@/features/pushes/later";
import { useCommand } from "@/lib/commands/react";
import { formatDateTime } from "@/lib/dates";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

/** A closed case, to be read: how it ended, and its documentation. */
export function Story({ found, rights }: { found: CaseDetail; rights: Rights }) {
	const documentation = useQuery(documentationQuery(found.id));
	const told = documentation.data;
	const copy = () => void copyMarkdown(found.id);
	useCommand("case.copy", copy, { enabled: told !== undefined });
	return (
		<article aria-label={text.story} className="grid gap-8">
			<Outcome found={found} duration={told?.duration_display ?? null} />
			<CasePushes found={found} mayRetry={rights.push} />
			<ClosingNotes found={found} />
			{documentation.isError && (
				<ProblemNote error={documentation.error} onRetry={() => void documentation.refetch()} />
			)}
			{documentation.isPending && <Skeleton className="h-64" />}
			{told && (
				<section aria-labelledby="documentation" className="grid gap-6">
					<header className="flex flex-wrap items-center justify-between gap-3">
						<h2 id="documentation" className="font-semibold text-xl">
							{text.documentation}
						</h2>
						<div data-print="hidden" className="flex flex-wrap gap-2">
							<CommandTip id="case.copy">
								<Button size="sm" onClick={copy}>
									<ClipboardCopy aria-hidden="true" />
									{text.copyMarkdown}
								</Button>
							</CommandTip>
							<PrintLinks sessionId={found.id} />
						</div>
					</header>
					{told.intake_summary && (
						<div className="grid gap-2">
							<h3 className="font-semibold">{text.intake}</h3>
							<p className="whitespace-pre-wrap break-words leading-relaxed">{told.intake_summary}</p>
						</div>
					)}
					{told.diagnostic_steps.length > 0 && (
						<div className="grid gap-3">
							<h3 className="font-semibold">{text.steps}</h3>
							<ol className="grid gap-5">
								{told.diagnostic_steps.map((step) => (
									<StoryStep key={String(step.step_number)} step={step} />
								))}
							</ol>
						</div>
					)}
					<p className="text-muted-foreground text-sm">{text.generated(formatDateTime(told.generated_at))}</p>
				</section>
			)}
			{rights.rate && <RateCard found={found} />}
		</article>
	);
}

async function copyMarkdown(id: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(await readMarkdown(id));
		toast.success(strings.common.copied);
	} catch {
		toast.error(text.copyFailed);
	}
}
