import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Play, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { draftsQuery, sendTicket, type TicketDraft } from "@/features/tickets/api";
import { TicketRef } from "@/features/tickets/components/TicketRef";
import { ticketStrings as text } from "@/features/tickets/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

const SHOWN = 4;

/** New tickets of watched boards: begun or dismissed. Nothing where there are none, or they cannot be read now. */
export function NewFromBoard() {
	const { data } = useQuery(draftsQuery);
	const [all, setAll] = useState(false);
	if (!data || data.length === 0) return null;
	const shown = all ? data : data.slice(0, SHOWN);
	return (
		<section aria-labelledby="new-from-board" className="mt-4 grid gap-3">
			<div className="grid gap-0.5">
				<h2 id="new-from-board" className="font-medium text-muted-foreground text-sm">
					{text.drafts}
				</h2>
				<p className="text-muted-foreground text-xs">{text.draftsHint}</p>
			</div>
			<ul className="grid gap-3 sm:grid-cols-2">
				{shown.map((draft) => (
					<li key={draft.id} className="grid">
						<Draft draft={draft} />
					</li>
				))}
			</ul>
			{data.length > SHOWN && (
				<Button
					size="sm"
					variant="ghost"
					className="justify-self-start"
					aria-expanded={all}
					onClick={() => setAll(!all)}
				>
					{all ? text.draftsLess : text.draftsMore(data.length - SHOWN)}
				</Button>
			)}
		</section>
	);
}

function Draft({ draft }: { draft: TicketDraft }) {
	const { ticket } = draft;
	const navigate = useNavigate();
	const start = useSend((key) => sendTicket.start(draft, key), {
		old: [keys.drafts],
		onDone: ({ session_id }) => void navigate({ to: "/pilot", search: { case: session_id } }),
	});
	const dismiss = useSend((key) => sendTicket.dismiss(draft.id, key), {
		old: [keys.drafts],
		done: () => text.dismissed(ticket.ref),
	});
	const busy = start.isPending || dismiss.isPending;
	const facts = [ticket.company, ticket.board, ticket.priority].filter(Boolean).join(" · ");
	const seen = ticket.entered_at ?? draft.drafted_at;
	return (
		<article className="glass grid content-between gap-3 p-4" aria-label={`${ticket.ref} ${ticket.summary}`}>
			<div className="grid gap-1">
				<p className="flex items-baseline gap-2 text-sm">
					<TicketRef refName={ticket.ref} url={ticket.url} />
					<time dateTime={seen} title={formatDateTime(seen)} className="ml-auto text-muted-foreground text-xs">
						{formatAgo(seen)}
					</time>
				</p>
				<p className="line-clamp-2 break-words text-sm">{ticket.summary}</p>
				<p className="truncate text-muted-foreground text-xs">{facts}</p>
			</div>
			<div className="flex gap-2">
				<Button
					size="sm"
					variant="primary"
					aria-label={text.startOf(ticket.ref)}
					aria-disabled={busy}
					onClick={() => busy || start.mutate()}
				>
					{start.isPending ? <Spinner /> : <Play aria-hidden="true" />}
					{start.isPending ? text.starting : text.start}
				</Button>
				<Button
					size="sm"
					variant="ghost"
					aria-label={text.dismissOf(ticket.ref)}
					aria-disabled={busy}
					onClick={() => busy || dismiss.mutate()}
				>
					<X aria-hidden="true" />
					{text.dismiss}
				</Button>
			</div>
		</article>
	);
}
