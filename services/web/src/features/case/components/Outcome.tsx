import { CircleCheck, CircleOff, Star, TrendingUp } from "lucide-react";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { escalationStrings } from "@/features/escalations/strings";
import { cn } from "@/lib/cn";
import { formatDateTime } from "@/lib/dates";

/** How the case ended, first. */
export function Outcome({ found, duration }: { found: CaseDetail; duration: string | null }) {
	const resolved = found.status === "resolved";
	const Icon = resolved ? CircleCheck : found.status === "escalated" ? TrendingUp : CircleOff;
	const facts = [formatDateTime(found.resolved_at ?? found.updated_at), text.stepCount(found.step_count), duration];
	return (
		<section aria-labelledby="outcome" className={cn("glass grid gap-4 p-5 sm:p-6", resolved && "border-success/40")}>
			<header className="flex items-start gap-3">
				<Icon
					aria-hidden="true"
					className={cn("mt-0.5 size-6 shrink-0", resolved ? "text-success" : "text-muted-foreground")}
				/>
				<div className="grid gap-0.5">
					<h2 id="outcome" className="font-semibold text-xl">
						{titleOf(found)}
					</h2>
					<p className="text-muted-foreground text-sm">{facts.filter(Boolean).join(" · ")}</p>
				</div>
			</header>
			{found.session_rating !== null && <RatingShown rating={found.session_rating} />}
			{found.status === "escalated" && <HandedOver found={found} />}
			{found.resolution_summary && resolved && (
				<p className="whitespace-pre-wrap break-words text-lg leading-relaxed">{found.resolution_summary}</p>
			)}
			{found.resolution_action && resolved && (
				<div className="grid gap-1">
					<h3 className="font-medium text-muted-foreground text-sm">{text.actionTaken}</h3>
					<p className="whitespace-pre-wrap break-words leading-relaxed">{found.resolution_action}</p>
				</div>
			)}
		</section>
	);
}

/** Why it was escalated, and what was agreed with whoever has it now. */
function HandedOver({ found }: { found: CaseDetail }) {
	return (
		<>
			{found.escalation_reason && (
				<p className="whitespace-pre-wrap break-words text-lg leading-relaxed">{found.escalation_reason}</p>
			)}
			{found.handed_over?.notes && (
				<div className="grid gap-1">
					<h3 className="font-medium text-muted-foreground text-sm">{escalationStrings.agreed}</h3>
					<p className="whitespace-pre-wrap break-words leading-relaxed">{found.handed_over.notes}</p>
				</div>
			)}
		</>
	);
}

function RatingShown({ rating }: { rating: number }) {
	return (
		<p className="flex items-center gap-1.5 text-sm">
			{[1, 2, 3, 4, 5].map((stars) => (
				<Star
					key={stars}
					aria-hidden="true"
					className={cn("size-4", stars <= rating ? "fill-star text-star" : "text-input")}
				/>
			))}
			<span className="ml-1 text-muted-foreground">{text.ratingOf(rating)}</span>
		</p>
	);
}

function titleOf({ status, user_name, handed_over }: CaseDetail): string {
	if (status === "resolved") return text.resolvedBy(user_name ?? text.someEngineer);
	if (handed_over) return escalationStrings.handedOverTo(handed_over.recipient);
	return status === "escalated" ? text.escalatedCase : text.abandonedCase;
}
