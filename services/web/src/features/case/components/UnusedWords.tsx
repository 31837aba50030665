import { LeftoverNote } from "@/features/case/components/LeftoverNote";
import { useLeftover } from "@/features/case/hooks/useLeftover";
import { leftoverOf, readSending, strandedIn } from "@/features/case/model/sending";
import type { CaseDetail } from "@/features/case/types";
import { useDraft } from "@/lib/draft";

/** On a closed case: what was typed or sent for its last step and did not go into it. */
export function UnusedWords({ found }: { found: CaseDetail }) {
	const [late, setLate] = useLeftover(found.id);
	const sending = useDraft(`sending.${found.id}`);
	const typed = useDraft(`answer.${found.id}.${found.steps.at(-1)?.step_id}`);
	const unsent = readSending(sending.text);
	const leftover = late ?? (unsent ? { ...leftoverOf(unsent, null), reason: "closed" as const } : strandedIn(typed));
	if (!leftover) return null;
	const dismiss = () => {
		setLate(null);
		sending.clear();
		typed.clear();
	};
	return <LeftoverNote leftover={leftover} onDismiss={dismiss} />;
}
