import { GitBranch } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { useCommand } from "@/lib/commands/react";
import { formatNumber } from "@/lib/dates";

const MatchDialog = lazy(() => import("@/features/case/components/MatchDialog"));

/** Which flow was matched, and the way to why. */
export function FlowFact({ found }: { found: CaseDetail }) {
	const [open, setOpen] = useState(false);
	const { match } = found;
	useCommand("case.match", () => setOpen(true), { enabled: match !== null });
	if (!match && found.stage !== "diagnosing")
		return <p className="border-border border-t pt-5 text-muted-foreground text-sm">{text.matching}</p>;
	return (
		<section aria-label={text.flow} className="grid gap-2 border-border border-t pt-5">
			<h2 className="text-muted-foreground text-xs">{text.flow}</h2>
			<p className="flex items-start gap-2 font-medium text-sm">
				<GitBranch aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-primary" />
				<span className="min-w-0 flex-1 break-words">{found.matched_flow_name ?? text.noFlow}</span>
				{match?.decision !== "none" && found.matched_flow_name && found.match_score !== null && (
					<span className="font-mono text-muted-foreground">
						{formatNumber(found.match_score, { style: "percent" })}
					</span>
				)}
			</p>
			{match && (
				<Button size="sm" variant="link" className="h-auto justify-self-start px-0 py-1" onClick={() => setOpen(true)}>
					{found.matched_flow_name ? text.whyFlow : text.whyNoFlow}
				</Button>
			)}
			{open && match && (
				<Suspense>
					<MatchDialog found={found} match={match} onClose={() => setOpen(false)} />
				</Suspense>
			)}
		</section>
	);
}
