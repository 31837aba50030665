import { shellStrings } from "@/app/shell/strings";
import { authStrings } from "@/features/auth/strings";
import { caseStrings } from "@/features/case/strings";
import { documentStrings } from "@/features/documents/strings";
import { errorStrings } from "@/features/errors/strings";
import { escalationStrings } from "@/features/escalations/strings";
import { factStrings } from "@/features/facts/strings";
import { fixStrings } from "@/features/fixes/strings";
import { historyStrings } from "@/features/history/strings";
import { pilotStrings } from "@/features/pilot/strings";
import { ticketStrings } from "@/features/tickets/strings";

/** Words that every feature uses. */
const common = {
	productName: "ResolutionFlow",
	cancel: "Cancel",
	close: "Close",
	loading: "Loading…",
	loadingMore: "Loading more…",
	endOfList: "That is all of them.",
	copied: "Copied",
	copyFailed: "The browser did not let it be copied. Select it instead.",
	confidence: {
		guided: { word: "Guided", meaning: "Proven path" },
		exploring: { word: "Exploring", meaning: "Investigating" },
		discovery: { word: "Discovery", meaning: "New territory" },
	},
	domains: {
		active_directory: "Active Directory",
		networking: "Networking",
		m365: "Microsoft 365",
		hardware: "Hardware",
		endpoint: "Endpoint",
		virtualization: "Virtualization",
		security: "Security",
		backup: "Backup",
		email: "E-mail",
		printing: "Printing",
		cloud: "Cloud",
		other: "Other",
	},
	gapKinds: {
		uncovered: "No flow covers it",
		weak_options: "Weak options",
		high_escalation: "Often escalated",
		falling_success: "Works less and less",
		many_skips: "Often skipped",
	},
	severities: { high: "High", medium: "Medium", low: "Low" },
	statuses: {
		active: "Active",
		paused: "Paused",
		requesting_escalation: "Escalation requested",
		resolved: "Resolved",
		escalated: "Escalated",
		abandoned: "Abandoned",
	},
} as const;

/**
 * The texts of the app: `strings.case.title`. A text with values in it is a function. Those of parts
 * that are loaded later come with them: `connectionStrings`, `pushStrings`, `scriptStrings` and the like.
 */
export const strings = {
	common,
	shell: shellStrings,
	auth: authStrings,
	errors: errorStrings,
	pilot: pilotStrings,
	case: caseStrings,
	documents: documentStrings,
	facts: factStrings,
	fixes: fixStrings,
	escalations: escalationStrings,
	history: historyStrings,
	tickets: ticketStrings,
} as const;
