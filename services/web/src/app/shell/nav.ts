import type { ComponentType } from "react";
import type { Role } from "@/features/auth/api";
import { QueueCount } from "@/features/escalations/components/QueueCount";
import { FixCount } from "@/features/fixes/components/FixCount";
import type { CommandId } from "@/lib/commands/catalogue";

/** An entry of the sidebar; label, icon and key are its command's. */
export interface NavEntry {
	command: CommandId;
	to:
		| "/pilot"
		| "/cases"
		| "/escalations"
		| "/fixes"
		| "/flows"
		| "/script-templates"
		| "/review-queue"
		| "/knowledge-gaps"
		| "/analytics"
		| "/settings/psa"
		| "/settings/webhooks"
		| "/installation";
	/** Whom it is shown to: this role and those above. */
	role: Role;
	prominent?: boolean;
	/** How much waits there, drawn at its end. */
	Count?: ComponentType;
}

/** The sidebar, from top to bottom. */
export const NAV: readonly NavEntry[] = [
	{ command: "go.newSession", to: "/pilot", role: "engineer", prominent: true },
	{ command: "go.cases", to: "/cases", role: "viewer" },
	{ command: "go.escalations", to: "/escalations", role: "viewer", Count: QueueCount },
	{ command: "go.fixes", to: "/fixes", role: "viewer", Count: FixCount },
	{ command: "go.scripts", to: "/script-templates", role: "viewer" },
	{ command: "go.flows", to: "/flows", role: "viewer" },
	{ command: "go.review", to: "/review-queue", role: "team_admin" },
	{ command: "go.gaps", to: "/knowledge-gaps", role: "engineer" },
	{ command: "go.analytics", to: "/analytics", role: "engineer" },
	{ command: "go.psa", to: "/settings/psa", role: "account_admin" },
	{ command: "go.webhooks", to: "/settings/webhooks", role: "account_admin" },
	{ command: "go.installation", to: "/installation", role: "operator" },
];
