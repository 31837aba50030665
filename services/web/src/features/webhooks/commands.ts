import { Plus, Send, Settings2 } from "lucide-react";
import { webhookNames as text } from "@/features/webhooks/command-names";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

export const webhookCommands = defineCommands({
	"webhooks.create": { label: text.create, group: text.group, keys: "n", icon: Plus },
	"webhooks.test": { label: text.test, group: text.group, keys: "t", icon: Send },
	"webhooks.edit": { label: text.edit, group: text.group, keys: "e", icon: Settings2 },
	"webhooks.replay": { label: text.replay, group: text.group, keys: "r" },
});

addCommands(webhookCommands);
