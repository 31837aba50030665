import { gapStrings as text } from "@/features/gaps/strings";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

export const gapCommands = defineCommands({
	"gaps.next": { label: text.next, group: text.group, keys: "j", keyOnly: true },
	"gaps.previous": { label: text.previous, group: text.group, keys: "k", keyOnly: true },
	"gaps.search": { label: text.search, group: text.group, keys: "/" },
	"gaps.draft": { label: text.draft, group: text.group, keys: "d" },
	"gaps.assign": { label: text.assignCommand, group: text.group, keys: "a" },
	"gaps.snooze": { label: text.snoozeCommand, group: text.group, keys: "z" },
	"gaps.close": { label: text.closeCommand, group: text.group, keys: "x" },
	"gaps.reopen": { label: text.reopenCommand, group: text.group, keys: "o" },
});

addCommands(gapCommands);
