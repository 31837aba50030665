import { CirclePause, PlugZap, Plus, Settings2 } from "lucide-react";
import { connectionNames as text } from "@/features/connections/command-names";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

export const connectionCommands = defineCommands({
	"connections.create": { label: text.create, group: text.group, keys: "n", icon: Plus },
	"connections.test": { label: text.test, group: text.group, keys: "t", icon: PlugZap },
	"connections.edit": { label: text.edit, group: text.group, keys: "e", icon: Settings2 },
	"connections.rotate": { label: text.rotate, group: text.group, keys: "r" },
	"connections.pause": { label: text.pause, group: text.group, keys: "p", icon: CirclePause },
	"connections.match": { label: text.match, group: text.group, keys: "m" },
	"connections.people": { label: text.people, group: text.group, keys: "/" },
});

addCommands(connectionCommands);
