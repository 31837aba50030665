import { RotateCw } from "lucide-react";
import { pushNames as text } from "@/features/pushes/command-names";
import { defineCommands } from "@/lib/commands/define";

export const pushCommands = defineCommands({
	"case.push": { label: text.retry, group: text.group, icon: RotateCw },
});
