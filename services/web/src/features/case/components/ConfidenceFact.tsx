import { isTier, tierLook } from "@/features/case/model/confidence";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

/** How sure FlowPilot is, and what that means. */
export function ConfidenceFact({ found }: { found: CaseDetail }) {
	const tier = found.confidence_tier;
	if (!isTier(tier)) return <p className="text-muted-foreground text-sm">{text.confidenceWaits}</p>;
	const { icon: Icon, ink, fill } = tierLook[tier];
	const score = found.confidence_score ?? 0;
	const percent = formatNumber(score, { style: "percent" });
	return (
		<section aria-label={text.confidence} className="grid gap-3">
			<div className="flex items-center gap-3">
				<Icon aria-hidden="true" className={cn("size-7 shrink-0", ink)} />
				<div className="grid">
					<h2 className={cn("font-semibold text-lg leading-tight", ink)}>{strings.common.confidence[tier].meaning}</h2>
					<p className="text-muted-foreground text-sm">{strings.common.confidence[tier].word}</p>
				</div>
				<p className="ml-auto font-mono text-lg">{percent}</p>
			</div>
			<div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-accent">
				<div
					className={cn("h-full rounded-full transition-[width] duration-500", fill)}
					style={{ width: `${score * 100}%` }}
				/>
			</div>
			<p className="text-muted-foreground text-sm max-lg:hidden">{text.confidenceMeans[tier]}</p>
		</section>
	);
}
