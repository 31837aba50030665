import { useSecond } from "@/features/case/hooks/useSecond";
import { isClosed } from "@/features/case/model/rights";
import type { CaseDetail } from "@/features/case/types";
import { formatElapsed } from "@/lib/dates";

/** How long the case has taken. Never announced: a clock is not news. */
export function Elapsed({ found, stopped }: { found: CaseDetail; stopped: boolean }) {
	const runs = !stopped && !isClosed(found);
	const now = useSecond(runs);
	const end = runs ? now : Date.parse(found.resolved_at ?? found.updated_at);
	return <span className="font-mono">{formatElapsed((end - Date.parse(found.created_at)) / 1000)}</span>;
}
