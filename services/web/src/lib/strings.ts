import { shellStrings } from "@/app/shell/strings";
import { authStrings } from "@/features/auth/strings";
import { caseStrings } from "@/features/case/strings";
import { errorStrings } from "@/features/errors/strings";
import { historyStrings } from "@/features/history/strings";
import { pilotStrings } from "@/features/pilot/strings";

/** Words that every feature uses. */
const common = {
	productName: "ResolutionFlow",
	cancel: "Cancel",
	close: "Close",
	loading: "Loading…",
	copied: "Copied",
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
	statuses: {
		active: "Active",
		paused: "Paused",
		requesting_escalation: "Escalation requested",
		resolved: "Resolved",
		escalated: "Escalated",
		abandoned: "Abandoned",
	},
} as const;

/** Every text of the app: `strings.case.title`. A text with values in it is a function. */
export const strings = {
	common,
	shell: shellStrings,
	auth: authStrings,
	errors: errorStrings,
	pilot: pilotStrings,
	case: caseStrings,
	history: historyStrings,
} as const;
