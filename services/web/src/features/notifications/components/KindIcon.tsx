import { HandHelping, Hourglass, ListChecks, type LucideIcon, Puzzle, TicketX, Users } from "lucide-react";
import type { Kind } from "@/features/notifications/api";
import { notificationStrings as text } from "@/features/notifications/strings";
import { cn } from "@/lib/cn";

const ICONS: Readonly<Record<Kind, LucideIcon>> = {
	escalation_to_me: HandHelping,
	escalation_to_team: Users,
	proposal_pending: ListChecks,
	fix_waiting: Hourglass,
	push_failed: TicketX,
	gap_found: Puzzle,
};

/** What kind of notification it is; one that is unread stands out. */
export function KindIcon({ kind, unread }: { kind: Kind; unread: boolean }) {
	const Icon = ICONS[kind];
	return (
		<span
			className={cn(
				"relative grid size-9 shrink-0 place-items-center rounded-full",
				unread ? "bg-primary/15 text-primary" : "bg-accent text-muted-foreground",
			)}
		>
			<Icon aria-hidden="true" className="size-4" />
			{unread && (
				<span className="-top-0.5 -right-0.5 absolute size-2.5 rounded-full border-2 border-popover bg-primary" />
			)}
			<span className="sr-only">{text.kinds[kind].word}</span>
		</span>
	);
}
