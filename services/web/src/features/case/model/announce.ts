import { kindOf } from "@/features/case/model/answer";
import { isClosed } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail, Content } from "@/features/case/types";

/** What a screen reader is told when the case goes from `before` to `now`; null for nothing. */
export function announcementOf(before: CaseDetail, now: CaseDetail): string | null {
	const last = now.steps.at(-1);
	if (last && now.steps.length > before.steps.length) return text.announceStep(kindOf(last), gistOf(last.content));
	if (now.failure && !before.failure) return text.announceFailed;
	if (isClosed(now) && !isClosed(before)) return text.announceClosed;
	return null;
}

/** Of a briefing why the case was escalated: all of it is for reading. */
function gistOf(content: Content): string {
	return content.type === "briefing" ? content.escalation_reason : content.text;
}
