import { ChevronDown, ChevronUp, FolderOpen, FunnelX, Search } from "lucide-react";
import { historyStrings as text } from "@/features/history/strings";
import { defineCommands } from "@/lib/commands/define";

export const historyCommands = defineCommands({
	"cases.next": { label: text.next, group: text.group, keys: "j", icon: ChevronDown, keyOnly: true },
	"cases.previous": { label: text.previous, group: text.group, keys: "k", icon: ChevronUp, keyOnly: true },
	"cases.open": { label: text.open, group: text.group, keys: "enter", icon: FolderOpen, keyOnly: true },
	"cases.unselect": { label: text.unselect, group: text.group, keys: "escape", keyOnly: true },
	"cases.search": { label: text.search, group: text.group, keys: "/", icon: Search },
	"cases.clear": { label: text.clear, group: text.group, keys: "x", icon: FunnelX },
});
