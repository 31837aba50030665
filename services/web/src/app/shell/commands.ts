import {
	CircleHelp,
	HandHelping,
	Hourglass,
	List,
	LogOut,
	PlugZap,
	ScrollText,
	Search,
	ServerCog,
	Sparkles,
	SunMoon,
	Webhook,
} from "lucide-react";
import { shellStrings as text } from "@/app/shell/strings";
import { defineCommands } from "@/lib/commands/define";

export const shellCommands = defineCommands({
	"shell.palette": { label: text.openPalette, group: text.groupGeneral, keys: "mod+k", icon: Search, everywhere: true },
	"shell.shortcuts": { label: text.openShortcuts, group: text.groupGeneral, keys: "?", icon: CircleHelp },
	"shell.theme": { label: text.switchTheme, group: text.groupGeneral, icon: SunMoon },
	"shell.signOut": { label: text.signOut, group: text.groupGeneral, icon: LogOut },
	"go.newSession": { label: text.newSession, group: text.groupGo, keys: "g n", icon: Sparkles },
	"go.cases": { label: text.cases, group: text.groupGo, keys: "g c", icon: List },
	"go.escalations": { label: text.escalations, group: text.groupGo, keys: "g e", icon: HandHelping },
	"go.fixes": { label: text.fixes, group: text.groupGo, keys: "g f", icon: Hourglass },
	"go.scripts": { label: text.scripts, group: text.groupGo, keys: "g s", icon: ScrollText },
	"go.psa": { label: text.psa, group: text.groupGo, keys: "g p", icon: PlugZap },
	"go.webhooks": { label: text.webhooks, group: text.groupGo, keys: "g w", icon: Webhook },
	"go.installation": { label: text.installation, group: text.groupGo, keys: "g i", icon: ServerCog },
});
