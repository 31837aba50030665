import {
	CircleCheck,
	CornerUpLeft,
	CornerUpRight,
	FileDown,
	FilePlus2,
	FileUp,
	Footprints,
	History,
	ListTree,
	PencilLine,
	Rocket,
	Search,
	Split,
	Tags,
	Trash2,
	TriangleAlert,
	Wrench,
} from "lucide-react";
import { flowStrings as text } from "@/features/flows/strings";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

const { group, groupEditor: editor } = text;

/** Added to the catalogue as the pages of flows are loaded. */
export const flowCommands = defineCommands({
	"flows.next": { label: text.next, group, keys: "j", keyOnly: true },
	"flows.previous": { label: text.previous, group, keys: "k", keyOnly: true },
	"flows.search": { label: text.search, group, keys: "/", icon: Search },
	"flows.create": { label: text.create, group, keys: "n", icon: FilePlus2 },
	"flows.import": { label: text.importIt, group, keys: "i", icon: FileUp },
	"flows.export": { label: text.exportIt, group, keys: "e", icon: FileDown },
	"flow.undo": { label: text.undo, group: editor, keys: "mod+z", icon: CornerUpLeft },
	"flow.redo": { label: text.redo, group: editor, keys: "mod+shift+z", icon: CornerUpRight },
	"flow.edit": { label: text.edit, group: editor, keys: "e", icon: PencilLine },
	"flow.addDecision": { label: text.addDecision, group: editor, keys: "q", icon: Split },
	"flow.addAction": { label: text.addAction, group: editor, keys: "a", icon: Wrench },
	"flow.addSolution": { label: text.addSolution, group: editor, keys: "s", icon: CircleCheck },
	"flow.addOption": { label: text.addOption, group: editor, keys: "o" },
	"flow.remove": { label: text.remove, group: editor, keys: "x", icon: Trash2 },
	"flow.nextFault": { label: text.nextFault, group: editor, keys: "]", icon: TriangleAlert },
	"flow.previousFault": { label: text.previousFault, group: editor, keys: "[" },
	"flow.list": { label: text.showList, group: editor, keys: "l", icon: ListTree },
	"flow.facts": { label: text.showFacts, group: editor, keys: "d", icon: Tags },
	"flow.walk": { label: text.walkIt, group: editor, keys: "w", icon: Footprints },
	"flow.versions": { label: text.showVersions, group: editor, keys: "v", icon: History },
	"flow.publish": { label: text.publish, group: editor, keys: "p", icon: Rocket },
	"flow.answer1": { label: text.answerNumber(1), group: text.walkIt, keys: "1", keyOnly: true },
	"flow.answer2": { label: text.answerNumber(2), group: text.walkIt, keys: "2", keyOnly: true },
	"flow.answer3": { label: text.answerNumber(3), group: text.walkIt, keys: "3", keyOnly: true },
	"flow.answer4": { label: text.answerNumber(4), group: text.walkIt, keys: "4", keyOnly: true },
	"flow.answer5": { label: text.answerNumber(5), group: text.walkIt, keys: "5", keyOnly: true },
	"flow.walkBack": { label: text.walkBack, group: text.walkIt, keys: "b", icon: CornerUpLeft },
});

addCommands(flowCommands);
