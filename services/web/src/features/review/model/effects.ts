import type { Effects } from "@/features/review/api";
import { reviewStrings as text } from "@/features/review/strings";

/** What undoing an approval does, in sentences. */
export function effectWords(effects: Effects): string[] {
	return [flowWord(effects), text.undoLed(effects.sessions_led)];
}

/** Why an approval can not be undone. */
export function undoRefusalWord({ refused, flow_version }: Effects): string {
	return text.undoNot[refused ?? ""]?.(flow_version) ?? text.undoNotOther;
}

function flowWord({ action, flow_name: flow, restored_version, already_archived }: Effects): string {
	if (action === "restore") return text.undoRestore(flow, restored_version ?? 1);
	return already_archived ? text.undoArchived(flow) : text.undoArchive(flow);
}
