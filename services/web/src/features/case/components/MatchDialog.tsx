import { Badge } from "@/components/ui/badge";
import { Dialog } from "@/components/ui/dialog";
import { caseStrings as text } from "@/features/case/strings";
import type { Candidate, CaseDetail, Match } from "@/features/case/types";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

const percent = (value: number) => formatNumber(value, { style: "percent" });

/** The match trace: every flow that was looked at, how well it fits, and by what. */
export default function MatchDialog(props: { found: CaseDetail; match: Match; onClose: () => void }) {
	const { found, match } = props;
	const { thresholds, weights } = match;
	return (
		<Dialog
			open
			onOpenChange={props.onClose}
			title={text.matchTitle}
			description={decisionOf(found, match)}
			className="w-[min(46rem,calc(100vw-2rem))]"
		>
			{match.candidates.length === 0 && <p>{text.matchNothing}</p>}
			<ol className="grid gap-2">
				{match.candidates.map((candidate) => (
					<CandidateRow
						key={candidate.flow_id}
						candidate={candidate}
						used={candidate.flow_id === found.matched_flow_id}
						thresholds={thresholds}
					/>
				))}
			</ol>
			<footer className="grid gap-1 text-muted-foreground text-xs">
				<p>{text.matchThresholds(percent(thresholds.guide), percent(thresholds.guided))}</p>
				<p>{text.matchWeights(percent(weights.semantic), percent(weights.keyword), percent(weights.recency))}</p>
				<p className="font-mono">{text.matchEmbedder(match.embedder, match.calibration)}</p>
			</footer>
		</Dialog>
	);
}

function decisionOf(found: CaseDetail, { decision, thresholds, candidates }: Match): string {
	const guided = percent(thresholds.guided);
	const score = percent(
		candidates.find(({ flow_id }) => flow_id === found.matched_flow_id)?.score ?? found.match_score ?? 0,
	);
	if (decision === "none") {
		const none = text.matchDecision.none(percent(thresholds.guide));
		return found.matched_flow_id ? `${none} ${text.chosenLater}` : none;
	}
	return text.matchDecision[decision](score, guided);
}

function CandidateRow(props: { candidate: Candidate; used: boolean; thresholds: Match["thresholds"] }) {
	const { candidate, used, thresholds } = props;
	return (
		<li className={cn("grid gap-2 rounded-xl border border-border p-3", used && "border-primary/60 bg-primary/5")}>
			<div className="flex items-start gap-3">
				<div className="grid min-w-0 flex-1 gap-0.5">
					<h3 className="flex flex-wrap items-center gap-2 font-medium">
						{candidate.name}
						{used && <Badge tone="primary">{text.matchUsed}</Badge>}
					</h3>
					<p className="text-muted-foreground text-xs">
						{strings.common.domains[candidate.domain as keyof typeof strings.common.domains] ?? candidate.domain}
					</p>
				</div>
				<p className="text-right">
					<span className="sr-only">{text.matchFit}: </span>
					<span className={cn("font-mono text-lg", candidate.score < thresholds.guide && "text-muted-foreground")}>
						{percent(candidate.score)}
					</span>
				</p>
			</div>
			<FitBar score={candidate.score} thresholds={thresholds} />
			<dl className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
				<Part name={text.matchMeaning} value={candidate.semantic} />
				<Part name={text.matchWords} value={candidate.keyword} />
				<Part name={text.matchRecency} value={candidate.recency} />
			</dl>
			{(candidate.words.length > 0 || candidate.exact.length > 0) && (
				<p className="flex flex-wrap gap-1.5 text-xs">
					<span className="sr-only">{text.matchShared}: </span>
					{candidate.exact.map((word) => (
						<code key={word} className="rounded px-1.5 py-0.5 font-mono text-primary ring-1 ring-primary/60 ring-inset">
							{word}
						</code>
					))}
					{candidate.words.map((word) => (
						<code key={word} className="rounded bg-accent px-1.5 py-0.5 font-mono">
							{word}
						</code>
					))}
				</p>
			)}
		</li>
	);
}

/** How far the flow fits, with the two thresholds drawn in. */
function FitBar({ score, thresholds }: { score: number; thresholds: Match["thresholds"] }) {
	return (
		<div aria-hidden="true" className="relative h-1.5 rounded-full bg-accent">
			<div className="h-full rounded-full bg-primary" style={{ width: percentOf(score) }} />
			{[thresholds.guide, thresholds.guided].map((limit) => (
				<span
					key={limit}
					className="-top-1 absolute h-3.5 w-px bg-muted-foreground"
					style={{ left: percentOf(limit) }}
				/>
			))}
		</div>
	);
}

function percentOf(value: number): string {
	return `${value * 100}%`;
}

function Part({ name, value }: { name: string; value: number }) {
	return (
		<div className="flex gap-1.5">
			<dt className="text-muted-foreground">{name}</dt>
			<dd className="font-mono">{percent(value)}</dd>
		</div>
	);
}
