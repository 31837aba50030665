import { Link } from "@tanstack/react-router";
import { BookOpenText, MessagesSquare } from "lucide-react";
import { caseRoute } from "@/features/case/route";
import { caseStrings as text } from "@/features/case/strings";
import { cn } from "@/lib/cn";

const look =
	"inline-flex items-center gap-2 rounded-lg px-3.5 py-1.5 font-medium text-sm text-muted-foreground hover:text-foreground [&_svg]:size-4";
const chosen = "bg-background text-foreground shadow-sm";

/** A closed case: its story, or its steps. */
export function ViewSwitch() {
	const { view } = caseRoute.useSearch();
	const steps = view === "steps";
	return (
		<nav aria-label={text.view} data-print="hidden" className="flex w-fit gap-1 rounded-xl bg-accent/70 p-1">
			<Link
				from={caseRoute.fullPath}
				search={(old) => ({ ...old, view: undefined })}
				aria-current={steps ? undefined : "page"}
				className={cn(look, !steps && chosen)}
			>
				<BookOpenText aria-hidden="true" />
				{text.story}
			</Link>
			<Link
				from={caseRoute.fullPath}
				search={(old) => ({ ...old, view: "steps" as const })}
				aria-current={steps ? "page" : undefined}
				className={cn(look, steps && chosen)}
			>
				<MessagesSquare aria-hidden="true" />
				{text.steps}
			</Link>
		</nav>
	);
}
