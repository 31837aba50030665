import { Check, ChevronDown, ChevronUp, CircleSlash, Contrast, Hourglass, Wrench, X } from "lucide-react";
import { caseStrings } from "@/features/case/strings";
import { fixStrings as text } from "@/features/fixes/strings";
import { defineCommands } from "@/lib/commands/define";

export const fixCommands = defineCommands({
	"case.suggestFix": { label: text.suggest, group: caseStrings.groupCase, keys: "x", icon: Wrench },
	"case.fixWorked": { label: text.outcomes.applied_success, group: text.group, keys: "y", icon: Check },
	"case.fixFailed": { label: text.outcomes.applied_failed, group: text.group, keys: "n", icon: X },
	"case.fixPartial": { label: text.outcomes.applied_partial, group: text.group, keys: "b", icon: Contrast },
	"case.fixPending": { label: text.outcomes.applied_pending, group: text.group, keys: "v", icon: Hourglass },
	"case.fixDismiss": { label: text.outcomes.dismissed, group: text.group, keys: "d", icon: CircleSlash },
	"fixes.next": { label: text.next, group: text.pending, keys: "j", icon: ChevronDown, keyOnly: true },
	"fixes.previous": { label: text.previous, group: text.pending, keys: "k", icon: ChevronUp, keyOnly: true },
});
