import { Eye } from "lucide-react";
import { usePresence } from "@/features/case/hooks/usePresence";
import { caseStrings as text } from "@/features/case/strings";

/** Who else has the case open. */
export function AlsoHere({ id }: { id: string }) {
	const people = usePresence(id);
	if (people.length === 0) return null;
	return (
		<span data-print="hidden" className="fade-in inline-flex animate-in items-center gap-1.5 text-primary">
			<Eye aria-hidden="true" className="size-4" />
			{`${text.alsoHere} ${people.map(({ name }) => name).join(", ")}`}
		</span>
	);
}
