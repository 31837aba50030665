import { Building2, ImagePlus, Play, ScrollText, Ticket } from "lucide-react";
import { pilotStrings as text } from "@/features/pilot/strings";
import { defineCommands } from "@/lib/commands/define";

export const pilotCommands = defineCommands({
	"pilot.start": { label: text.start, group: text.group, keys: "mod+enter", icon: Play },
	"pilot.pictures": { label: text.addPictures, group: text.group, keys: "p", icon: ImagePlus },
	"pilot.log": { label: text.addLog, group: text.group, keys: "l", icon: ScrollText },
	"pilot.ticket": { label: text.fromTicket, group: text.group, keys: "t", icon: Ticket },
	"pilot.client": { label: text.chooseClient, group: text.group, keys: "c", icon: Building2 },
});
