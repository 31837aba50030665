import { Link2, RefreshCw } from "lucide-react";
import { ticketStrings as text } from "@/features/tickets/strings";
import { defineCommands } from "@/lib/commands/define";

export const ticketCommands = defineCommands({
	"case.linkTicket": { label: text.linkLabel, group: text.group, keys: "a", icon: Link2 },
	"case.reloadTicket": { label: text.reload, group: text.group, icon: RefreshCw },
});
