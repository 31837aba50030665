import { ListPlus } from "lucide-react";
import { caseStrings } from "@/features/case/strings";
import { factStrings as text } from "@/features/facts/strings";
import { defineCommands } from "@/lib/commands/define";

export const factCommands = defineCommands({
	"case.addFact": { label: text.add, group: caseStrings.groupCase, keys: "f", icon: ListPlus },
});
