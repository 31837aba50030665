import { ChevronRight } from "lucide-react";
import type { CaseDetail } from "@/features/case/types";
import { Markdown } from "@/features/documents/components/Markdown";
import { documentStrings } from "@/features/documents/strings";

/** The escalation package as it was written for whoever picks the case up, folded; nothing while there is none. */
export function WrittenPackage({ found }: { found: CaseDetail }) {
	const note = found.closing_notes.findLast(
		({ kind, outcome }) => kind === "escalation_package" && outcome === found.escalation_package?.outcome,
	);
	if (!note) return null;
	return (
		<details className="group/package border-border border-t pt-4">
			<summary className="flex w-fit cursor-pointer list-none flex-wrap items-center gap-x-2 rounded-lg font-medium">
				<ChevronRight aria-hidden="true" className="size-4 transition-transform group-open/package:rotate-90" />
				{documentStrings.kinds.escalation_package}
				<span className="font-normal text-muted-foreground text-sm">
					{note.edited ? documentStrings.edited : documentStrings.draftedBy[note.engine]}
				</span>
			</summary>
			<div className="pt-4 pl-6">
				<Markdown text={note.markdown} level={4} />
			</div>
		</details>
	);
}
