import { ChevronDown, ChevronUp, FilePlus2, Pencil, Search } from "lucide-react";
import { scriptStrings as text } from "@/features/scripts/strings";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

export const scriptCommands = defineCommands({
	"scripts.next": { label: text.next, group: text.group, keys: "j", icon: ChevronDown, keyOnly: true },
	"scripts.previous": { label: text.previous, group: text.group, keys: "k", icon: ChevronUp, keyOnly: true },
	"scripts.search": { label: text.search, group: text.group, keys: "/", icon: Search },
	"scripts.create": { label: text.create, group: text.group, keys: "n", icon: FilePlus2 },
	"scripts.edit": { label: text.edit, group: text.group, keys: "e", icon: Pencil },
});

addCommands(scriptCommands);
