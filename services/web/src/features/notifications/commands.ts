import { notificationStrings as text } from "@/features/notifications/strings";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

export const notificationCommands = defineCommands({
	"notifications.next": { label: text.next, group: text.group, keys: "j", keyOnly: true },
	"notifications.previous": { label: text.previous, group: text.group, keys: "k", keyOnly: true },
	"notifications.read": { label: text.readOne, group: text.group, keys: "m", keyOnly: true },
	"notifications.readAll": { label: text.readAll, group: text.group, keys: "a" },
});

addCommands(notificationCommands);
