import { shellCommands } from "@/app/shell/commands";
import { caseCommands } from "@/features/case/commands";
import type { connectionCommands } from "@/features/connections/commands";
import { documentCommands } from "@/features/documents/commands";
import { escalationCommands } from "@/features/escalations/commands";
import { factCommands } from "@/features/facts/commands";
import { fixCommands } from "@/features/fixes/commands";
import type { flowCommands } from "@/features/flows/commands";
import type { gapCommands } from "@/features/gaps/commands";
import { historyCommands } from "@/features/history/commands";
import type { notificationCommands } from "@/features/notifications/commands";
import { pilotCommands } from "@/features/pilot/commands";
import { pushCommands } from "@/features/pushes/commands";
import type { reviewCommands } from "@/features/review/commands";
import type { scriptCommands } from "@/features/scripts/commands";
import { ticketCommands } from "@/features/tickets/commands";
import type { webhookCommands } from "@/features/webhooks/commands";
import type { Command } from "@/lib/commands/define";

/**
 * Every command of the app, those of parts that are loaded later once they are there. Palette, `?` sheet, tooltips and
 * tests read this; nothing else names a key.
 */
export const catalogue = {
	...shellCommands,
	...pilotCommands,
	...caseCommands,
	...documentCommands,
	...factCommands,
	...fixCommands,
	...escalationCommands,
	...historyCommands,
	...ticketCommands,
	...pushCommands,
};

export type CommandId =
	| keyof typeof catalogue
	| keyof typeof connectionCommands
	| keyof typeof flowCommands
	| keyof typeof gapCommands
	| keyof typeof notificationCommands
	| keyof typeof reviewCommands
	| keyof typeof scriptCommands
	| keyof typeof webhookCommands;

const known: Partial<Record<CommandId, Command>> = catalogue;

/** For a part with many commands, as it is loaded: they weigh nothing before. */
export function addCommands(commands: Partial<Record<CommandId, Command>>): void {
	Object.assign(known, commands);
}

export function commandOf(id: CommandId): Command {
	return known[id] as Command;
}
