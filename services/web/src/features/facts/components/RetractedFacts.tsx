import { ChevronRight } from "lucide-react";
import type { Fact, Step } from "@/features/case/types";
import { SourceIcon } from "@/features/facts/components/SourceIcon";
import { stepNumberOf } from "@/features/facts/model";
import { factStrings as text } from "@/features/facts/strings";
import { formatDateTime } from "@/lib/dates";

/** What was taken back: kept for reading, folded. */
export function RetractedFacts({ facts, steps }: { facts: readonly Fact[]; steps: readonly Step[] }) {
	if (facts.length === 0) return null;
	return (
		<details className="group/retracted text-sm">
			<summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded-sm text-muted-foreground hover:text-foreground">
				<ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open/retracted:rotate-90" />
				{text.retracted(facts.length)}
			</summary>
			<ul className="mt-2 grid gap-2">
				{facts.map((fact) => (
					<li key={fact.id} className="flex items-start gap-2.5 text-muted-foreground">
						<SourceIcon source={fact.source_type} className="mt-0.5 text-muted-foreground" />
						<span className="min-w-0">
							<s className="whitespace-pre-wrap break-words leading-snug">{fact.text}</s>
							<span className="mt-0.5 block text-xs">{detailsOf(fact, steps)}</span>
						</span>
					</li>
				))}
			</ul>
		</details>
	);
}

function detailsOf(fact: Fact, steps: readonly Step[]): string {
	const number = stepNumberOf(fact, steps);
	const parts = [text.sources[fact.source_type], number !== null && text.step(number)];
	return [...parts, fact.deleted_at && text.retractedAt(formatDateTime(fact.deleted_at))].filter(Boolean).join(" · ");
}
