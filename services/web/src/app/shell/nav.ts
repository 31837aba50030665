import type { Role } from "@/features/auth/api";
import type { CommandId } from "@/lib/commands/catalogue";

/** An entry of the sidebar; label, icon and key are its command's. */
export interface NavEntry {
	command: CommandId;
	to: "/pilot" | "/cases";
	/** Whom it is shown to: this role and those above. */
	role: Role;
	prominent?: boolean;
}

/** The sidebar, from top to bottom. */
export const NAV: readonly NavEntry[] = [
	{ command: "go.newSession", to: "/pilot", role: "engineer", prominent: true },
	{ command: "go.cases", to: "/cases", role: "viewer" },
];
