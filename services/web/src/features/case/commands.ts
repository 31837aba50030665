import {
	ArrowDownToLine,
	CheckCheck,
	ClipboardCopy,
	GitBranch,
	History,
	MessageSquareText,
	Pause,
	Terminal,
} from "lucide-react";
import { caseStrings as text } from "@/features/case/strings";
import { defineCommands } from "@/lib/commands/define";

const option = (number: number) => ({
	label: text.option(number),
	group: text.groupStep,
	keys: String(number),
	keyOnly: true,
});

export const caseCommands = defineCommands({
	"case.option1": option(1),
	"case.option2": option(2),
	"case.option3": option(3),
	"case.option4": option(4),
	"case.option5": option(5),
	"case.option6": option(6),
	"case.option7": option(7),
	"case.option8": option(8),
	"case.option9": option(9),
	"case.ownWords": { label: text.ownWords, group: text.groupStep, keys: "t", icon: MessageSquareText },
	"case.skip": { label: text.skip, group: text.groupStep, keys: "s" },
	"case.send": { label: text.send, group: text.groupStep, keys: "mod+enter", keyOnly: true },
	"case.toStep": { label: text.toStep, group: text.groupStep, keys: "l", icon: ArrowDownToLine },
	"case.nextStep": { label: text.nextStep, group: text.groupCase, keys: "j", keyOnly: true },
	"case.previousStep": { label: text.previousStep, group: text.groupCase, keys: "k", keyOnly: true },
	"case.resolve": { label: text.resolve, group: text.groupCase, keys: "r", icon: CheckCheck },
	"case.script": { label: text.generateScript, group: text.groupCase, keys: "i", icon: Terminal },
	"case.pause": { label: text.pauseOrResume, group: text.groupCase, keys: "p", icon: Pause },
	"case.match": { label: text.matchTitle, group: text.groupCase, keys: "w", icon: GitBranch },
	"case.timeTravel": { label: text.timeTravel, group: text.groupCase, keys: "h", icon: History },
	"case.copy": { label: text.copyMarkdown, group: text.groupCase, keys: "c", icon: ClipboardCopy },
});
