import { Check, ChevronDown, ChevronUp, X } from "lucide-react";
import { reviewStrings } from "@/features/review/strings";
import { addCommands } from "@/lib/commands/catalogue";
import { defineCommands } from "@/lib/commands/define";

const text = reviewStrings.commands;

/** Added to the catalogue as the page is loaded. */
export const reviewCommands = defineCommands({
	"review.next": { label: text.next, group: text.group, keys: "j", icon: ChevronDown, keyOnly: true },
	"review.previous": { label: text.previous, group: text.group, keys: "k", icon: ChevronUp, keyOnly: true },
	"review.search": { label: text.search, group: text.group, keys: "/" },
	"review.approve": { label: text.approve, group: text.group, keys: "a", icon: Check },
	"review.edit": { label: text.edit, group: text.group, keys: "e" },
	"review.dismiss": { label: text.dismiss, group: text.group, keys: "x", icon: X },
	"review.reject": { label: text.reject, group: text.group, keys: "r" },
	"review.reopen": { label: text.reopen, group: text.group, keys: "o" },
	"review.undo": { label: text.undo, group: text.group, keys: "u" },
});

addCommands(reviewCommands);
