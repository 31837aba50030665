import { useId, useState } from "react";
import type { Rights } from "@/features/case/model/rights";
import type { CaseDetail, Fix } from "@/features/case/types";
import { FixState } from "@/features/fixes/components/FixState";
import { FixText } from "@/features/fixes/components/FixText";
import { OutcomeButtons } from "@/features/fixes/components/OutcomeButtons";
import { OutcomeForm } from "@/features/fixes/components/OutcomeForm";
import { StillChecking } from "@/features/fixes/components/StillChecking";
import { useStillChecking } from "@/features/fixes/hooks";
import { fixLook } from "@/features/fixes/look";
import { isFinal, type Outcome, STILL_CHECKING_MS } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";

/** The case's fix: what it is, how it stands, and how it went. `asked`: an open step asks for the same already. */
export function FixBanner(props: {
	found: CaseDetail;
	fix: Fix;
	asked: boolean;
	past: boolean;
	rights: Pick<Rights, "recordFix">;
}) {
	const { found, fix, asked, past } = props;
	const mayRecord = props.rights.recordFix;
	const title = useId();
	const [chosen, setChosen] = useState<Outcome | null>(null);
	const nudge = useStillChecking(fix, found.steps, mayRecord);
	const { icon: Icon, ink, edge } = fixLook[fix.status];
	if (isFinal(fix)) return <FixState fix={fix} />;
	return (
		<section
			aria-labelledby={title}
			className={cn("glass fade-in grid animate-in gap-3.5 p-4 sm:px-5", edge, nudge.asks && "border-warning/50")}
		>
			<header className="flex items-center gap-2.5">
				<Icon aria-hidden="true" className={cn("size-5 shrink-0", ink)} />
				<h2 id={title} className="font-semibold leading-tight">
					{titleOf(fix, asked)}
				</h2>
				{fix.status === "proposed" && !asked && (
					<p className="ml-auto whitespace-nowrap font-mono text-muted-foreground text-xs">
						{text.confidence(formatNumber(fix.confidence_pct / 100, { style: "percent" }))}
					</p>
				)}
			</header>
			{!asked && <FixText fix={fix} />}
			<FixState fix={fix} />
			{!mayRecord && !past && (
				<p className="text-muted-foreground text-sm">{text.readOnly(found.user_name ?? text.untitled)}</p>
			)}
			{mayRecord && nudge.asks && chosen === null && (
				<StillChecking session={found.id} fix={fix} onLater={() => nudge.later(STILL_CHECKING_MS)} />
			)}
			{mayRecord && chosen === null && <OutcomeButtons fix={fix} asked={asked} onChoose={setChosen} />}
			{mayRecord && chosen !== null && (
				<OutcomeForm key={chosen} session={found.id} fix={fix} outcome={chosen} onLeave={() => setChosen(null)} />
			)}
		</section>
	);
}

function titleOf({ status }: Fix, asked: boolean): string {
	if (status === "applied_pending") return text.pendingTitle;
	if (status === "applied_partial") return text.partialTitle;
	return asked ? text.askedAboveTitle : text.proposedTitle;
}
