import { useQuery } from "@tanstack/react-query";
import { Ticket, TriangleAlert } from "lucide-react";
import type { CaseDetail } from "@/features/case/types";
import { connectionItemsQuery } from "@/features/connections/api";
import type { Push } from "@/features/pushes/api";
import { plannedWords } from "@/features/pushes/model";
import { pushStrings as text } from "@/features/pushes/strings";
import { cn } from "@/lib/cn";

/** Before a case is closed: what will be written to which ticket, and who reads it there. */
export default function PlannedPush({ found, kind }: { found: CaseDetail; kind: Push["kind"] }) {
	const { data } = useQuery(connectionItemsQuery);
	const planned = plannedWords(found, kind, data);
	if (!planned) return null;
	const Icon = planned.isPublic ? TriangleAlert : Ticket;
	return (
		<section
			aria-label={text.willWrite}
			className={cn(
				"flex items-start gap-3 rounded-xl border px-4 py-3 text-sm",
				planned.isPublic ? "border-warning/50" : "border-border",
			)}
		>
			<Icon
				aria-hidden="true"
				className={cn("mt-0.5 size-4 shrink-0", planned.isPublic ? "text-warning" : "text-primary")}
			/>
			<div className="grid min-w-0 gap-1">
				{planned.writes && <h3 className="font-medium">{text.willWrite}</h3>}
				<ul className="grid gap-1">
					{planned.words.map((words) => (
						<li key={words} className="break-words">
							{words}
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}
