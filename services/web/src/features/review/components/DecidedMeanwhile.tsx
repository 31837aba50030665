import { Users } from "lucide-react";
import { useNames } from "@/features/case/hooks/usePeople";
import type { Proposal } from "@/features/review/api";
import { decidedWord } from "@/features/review/model/words";
import { reviewStrings as text } from "@/features/review/strings";
import { formatAgo } from "@/lib/dates";

/** Somebody decided while I was still writing; what I wrote stays. */
export function DecidedMeanwhile({ proposal }: { proposal: Proposal }) {
	const nameOf = useNames(text.you, text.somebody);
	const decision = decidedWord(proposal, nameOf(proposal.decided_by));
	if (!decision || !proposal.decided_at) return null;
	return (
		<p role="alert" className="flex items-start gap-2.5 rounded-xl border border-warning/50 px-4 py-3 text-sm">
			<Users aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			<span>
				{text.meanwhile(decision, formatAgo(proposal.decided_at))} {text.lostDraft}
			</span>
		</p>
	);
}
