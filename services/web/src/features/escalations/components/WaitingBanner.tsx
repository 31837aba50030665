import { ExternalLink, HandHelping, TrendingUp, Undo2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useMe } from "@/app/shell/session";
import { Button } from "@/components/ui/button";
import { CommandTip } from "@/components/ui/tooltip";
import { useAct } from "@/features/case/hooks/useAct";
import type { Rights } from "@/features/case/model/rights";
import type { CaseDetail } from "@/features/case/types";
import { sendEscalation } from "@/features/escalations/api";
import { Insight } from "@/features/escalations/components/PackageView";
import { WrittenPackage } from "@/features/escalations/components/WrittenPackage";
import { tookBackWord, waitsForWord, whyNot } from "@/features/escalations/model";
import { escalationStrings as text } from "@/features/escalations/strings";
import { useCommand } from "@/lib/commands/react";
import { formatAgo, formatDateTime } from "@/lib/dates";

const PickUpDialog = lazy(() => import("@/features/escalations/components/PickUpDialog"));
const HandOverDialog = lazy(() => import("@/features/escalations/components/HandOverDialog"));

/** On a case that waits for another engineer: who asked whom and why, and what can be done about it. */
export function WaitingBanner(props: { found: CaseDetail; rights: Rights; past: boolean; title: string }) {
	const { found, rights, title } = props;
	const me = useMe();
	const [dialog, setDialog] = useState<"pickUp" | "handOver" | null>(null);
	const takeBack = useAct(found.id, (key) => sendEscalation.takeBack(found.id, key), {
		done: () => tookBackWord(found, me),
	});
	const own = found.escalated_by_id === me.id;
	const refusal = whyNot(found, me);
	const escalatedBy = own ? text.youEscalated : text.escalatedBy(found.escalated_by_name ?? "—");
	useCommand("escalations.pickUp", () => setDialog("pickUp"), { enabled: rights.pickUp });
	const goOn = () => !takeBack.isPending && takeBack.mutate();
	useCommand("case.takeBack", goOn, { enabled: rights.takeBack });
	useCommand("case.handOver", () => setDialog("handOver"), { enabled: rights.handOver });
	return (
		<section aria-labelledby="waiting" className="glass grid gap-5 border-warning/50 p-5 sm:p-6">
			<header className="flex flex-wrap items-start gap-x-4 gap-y-3">
				<TrendingUp aria-hidden="true" className="mt-0.5 size-6 shrink-0 text-warning" />
				<div className="grid min-w-0 flex-1 gap-0.5">
					<h2 id="waiting" className="font-semibold text-xl">
						{text.waitsFor(waitsForWord(found, me))}
					</h2>
					{found.escalated_at && (
						<p className="text-muted-foreground text-sm">
							{escalatedBy}{" "}
							<time dateTime={found.escalated_at} title={formatDateTime(found.escalated_at)}>
								{formatAgo(found.escalated_at)}
							</time>
						</p>
					)}
				</div>
				<div data-print="hidden" className="flex flex-wrap gap-2">
					{rights.pickUp && (
						<CommandTip id="escalations.pickUp">
							<Button variant="primary" onClick={() => setDialog("pickUp")}>
								<HandHelping aria-hidden="true" />
								{text.pickUp}
							</Button>
						</CommandTip>
					)}
					{rights.takeBack && (
						<CommandTip id="case.takeBack">
							<Button variant="primary" aria-disabled={takeBack.isPending} onClick={goOn}>
								<Undo2 aria-hidden="true" />
								{text.takeBack}
							</Button>
						</CommandTip>
					)}
					{rights.handOver && (
						<CommandTip id="case.handOver">
							<Button onClick={() => setDialog("handOver")}>
								<ExternalLink aria-hidden="true" />
								{text.handOver}
							</Button>
						</CommandTip>
					)}
				</div>
			</header>
			<blockquote className="whitespace-pre-wrap break-words border-warning/60 border-l-2 pl-4 text-lg leading-relaxed">
				{found.escalation_reason}
			</blockquote>
			{!own && !props.past && refusal && <p className="text-muted-foreground text-sm">{refusal}</p>}
			{found.escalation_package && (
				<div className="grid gap-6 border-border border-t pt-5 xl:grid-cols-2">
					<Insight found={found.escalation_package} />
				</div>
			)}
			<WrittenPackage found={found} />
			<Suspense>
				{dialog === "pickUp" && <PickUpDialog id={found.id} title={title} onClose={() => setDialog(null)} />}
				{dialog === "handOver" && <HandOverDialog id={found.id} onClose={() => setDialog(null)} />}
			</Suspense>
		</section>
	);
}
