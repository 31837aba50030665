import { CirclePause } from "lucide-react";
import { caseStrings as text } from "@/features/case/strings";

export function PausedNote() {
	return (
		<p className="flex items-center gap-2.5 rounded-xl border border-warning/40 px-4 py-3 text-sm">
			<CirclePause aria-hidden="true" className="size-4 text-warning" />
			{text.paused}
		</p>
	);
}
