import { CircleCheck, CircleSlash, Hourglass, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useNames } from "@/features/case/hooks/usePeople";
import type { Proposal } from "@/features/review/api";
import { FlowLink } from "@/features/review/components/FlowLink";
import { decidedWord, refusalWord } from "@/features/review/model/words";
import { reviewStrings as text } from "@/features/review/strings";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";

const ICONS = { approved: CircleCheck, rejected: X, dismissed: CircleSlash, pending: TriangleAlert } as const;
const INK = {
	approved: "text-success",
	rejected: "text-danger",
	dismissed: "text-muted-foreground",
	pending: "text-warning",
} as const;

/** What became of the proposal: who decided, why, and how far the library is. Told anew when it changes. */
export function DecisionNote({ proposal }: { proposal: Proposal }) {
	return (
		<div role="status" className="grid gap-2 empty:hidden">
			<Decision proposal={proposal} />
		</div>
	);
}

function Decision({ proposal }: { proposal: Proposal }) {
	const nameOf = useNames(text.you, text.somebody);
	const { status, publication, publication_error: refused } = proposal;
	if (status === "auto_reinforced") return <Line icon={Info}>{text.recorded}</Line>;
	if (status === "pending")
		return refused ? (
			<Line icon={ICONS.pending} ink={INK.pending}>
				{text.libraryRefused(refusalWord(refused))}
			</Line>
		) : null;
	return (
		<>
			<Line icon={ICONS[status]} ink={INK[status]}>
				<span className="font-medium">{decidedWord(proposal, nameOf(proposal.decided_by))}</span>
				{proposal.decided_at && (
					<time dateTime={proposal.decided_at} title={formatDateTime(proposal.decided_at)}>
						{`, ${formatAgo(proposal.decided_at)}`}
					</time>
				)}
			</Line>
			{status === "rejected" && proposal.reject_reason && (
				<blockquote className="whitespace-pre-wrap break-words border-danger/50 border-l-2 pl-3 text-sm">
					{proposal.reject_reason}
				</blockquote>
			)}
			{proposal.supporting_since_decision > 0 && (
				<Line icon={Info}>{text.since(proposal.supporting_since_decision)}</Line>
			)}
			{publication === "pending" && <Line icon={Hourglass}>{text.publishing}</Line>}
			{publication === "undoing" && <Line icon={Hourglass}>{text.undoing}</Line>}
			{publication === "published" && refused && (
				<Line icon={TriangleAlert} ink={INK.pending}>
					{text.undoRefused(refusalWord(refused))}
				</Line>
			)}
			{proposal.published_flow_id && publication === "published" && (
				<p className="flex flex-wrap items-center gap-3 text-sm">
					{text.published(proposal.published_flow_version ?? 1)}
					<FlowLink id={proposal.published_flow_id} />
				</p>
			)}
		</>
	);
}

function Line({ icon: Icon, ink, children }: { icon: typeof Info; ink?: string; children: ReactNode }) {
	return (
		<p className="flex items-start gap-2 text-sm">
			<Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", ink ?? "text-muted-foreground")} />
			<span>{children}</span>
		</p>
	);
}
