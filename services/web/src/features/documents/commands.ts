import { PencilLine, RefreshCw } from "lucide-react";
import { documentStrings as text } from "@/features/documents/strings";
import { defineCommands } from "@/lib/commands/define";

export const documentCommands = defineCommands({
	"note.edit": { label: text.edit, group: text.group, keys: "mod+e", icon: PencilLine },
	"note.redraft": { label: text.redraft, group: text.group, icon: RefreshCw },
});
