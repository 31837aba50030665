import { Users } from "lucide-react";
import { ProblemNote } from "@/components/ui/problem-note";
import { useNames } from "@/features/case/hooks/usePeople";
import type { Proposal } from "@/features/review/api";
import { decidedWord, wasLate } from "@/features/review/model/words";
import { reviewStrings as text } from "@/features/review/strings";
import { formatAgo } from "@/lib/dates";

/** Why nothing was done: who was quicker and with what, else what the server says. `typed`: words of one's own are here. */
export function RefusedNote({ error, proposal, typed }: { error: unknown; proposal: Proposal; typed?: boolean }) {
	const nameOf = useNames(text.you, text.somebody);
	if (!wasLate(error)) return <ProblemNote error={error} />;
	const decision = decidedWord(proposal, nameOf(proposal.decided_by));
	const said = decision && proposal.decided_at ? text.lost(decision, formatAgo(proposal.decided_at)) : text.lostOther;
	return (
		<p role="alert" className="flex items-start gap-2.5 rounded-xl border border-warning/50 px-4 py-3 text-sm">
			<Users aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			<span>
				{said} {typed && text.lostDraft}
			</span>
		</p>
	);
}
