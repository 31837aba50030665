import {
	BookOpenText,
	ChevronDown,
	ChevronUp,
	ExternalLink,
	FolderOpen,
	HandHelping,
	TrendingUp,
	Undo2,
} from "lucide-react";
import { caseStrings } from "@/features/case/strings";
import { escalationStrings as text } from "@/features/escalations/strings";
import { defineCommands } from "@/lib/commands/define";

export const escalationCommands = defineCommands({
	"case.escalate": { label: caseStrings.escalate, group: caseStrings.groupCase, keys: "e", icon: TrendingUp },
	"case.takeBack": { label: text.takeBack, group: caseStrings.groupCase, keys: "u", icon: Undo2 },
	"case.handOver": { label: text.handOver, group: caseStrings.groupCase, keys: "o", icon: ExternalLink },
	"escalations.pickUp": { label: text.pickUp, group: text.group, keys: "p", icon: HandHelping },
	"escalations.next": { label: text.next, group: text.group, keys: "j", icon: ChevronDown, keyOnly: true },
	"escalations.previous": { label: text.previous, group: text.group, keys: "k", icon: ChevronUp, keyOnly: true },
	"escalations.read": { label: text.read, group: text.group, keys: "enter", icon: BookOpenText, keyOnly: true },
	"escalations.open": { label: text.open, group: text.group, keys: "o", icon: FolderOpen },
});
