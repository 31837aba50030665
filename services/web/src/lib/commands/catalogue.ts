import { shellCommands } from "@/app/shell/commands";
import { caseCommands } from "@/features/case/commands";
import { connectionCommands } from "@/features/connections/commands";
import { documentCommands } from "@/features/documents/commands";
import { escalationCommands } from "@/features/escalations/commands";
import { factCommands } from "@/features/facts/commands";
import { fixCommands } from "@/features/fixes/commands";
import { historyCommands } from "@/features/history/commands";
import { pilotCommands } from "@/features/pilot/commands";
import { pushCommands } from "@/features/pushes/commands";
import { scriptCommands } from "@/features/scripts/commands";
import { ticketCommands } from "@/features/tickets/commands";
import { webhookCommands } from "@/features/webhooks/commands";
import type { Command } from "@/lib/commands/define";

/** Every command of the app. Palette, `?` sheet, tooltips and tests read this; nothing else names a key. */
export const catalogue = {
	...shellCommands,
	...pilotCommands,
	...caseCommands,
	...documentCommands,
	...factCommands,
	...fixCommands,
	...escalationCommands,
	...historyCommands,
	...scriptCommands,
	...ticketCommands,
	...pushCommands,
	...connectionCommands,
	...webhookCommands,
};

export type CommandId = keyof typeof catalogue;

export function commandOf(id: CommandId): Command {
	return catalogue[id];
}
