import { Link2, RefreshCw, Ticket as TicketIcon, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { useAct } from "@/features/case/hooks/useAct";
import { isClosed, type Rights } from "@/features/case/model/rights";
import type { CaseDetail } from "@/features/case/types";
import { type CaseTicket, sendTicket } from "@/features/tickets/api";
import { TicketRef } from "@/features/tickets/components/TicketRef";
import { TicketStatus } from "@/features/tickets/components/TicketStatus";
import { changeWords, unavailableWords } from "@/features/tickets/model";
import { ticketStrings as text } from "@/features/tickets/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { useCommand } from "@/lib/commands/react";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** How many changes are shown at first; the last first. */
const SHOWN = 5;

/** The case's ticket, and what happens to it in the PSA, as it happens; without one the way to it, where there is one. */
export function TicketPanel(props: { found: CaseDetail; rights: Rights; past: boolean; onLink?: () => void }) {
	const { found, onLink } = props;
	const { ticket } = found;
	if (!ticket) return onLink ? <NoTicket onLink={onLink} /> : null;
	return (
		<section aria-label={text.panel} className="grid gap-3 border-border border-t pt-5 text-sm">
			<header className="flex flex-wrap items-center gap-2">
				<TicketIcon aria-hidden="true" className="size-4 shrink-0 text-primary" />
				<h2 className="mr-auto font-medium">
					<TicketRef refName={ticket.ref ?? ticket.id} url={ticket.url} />
				</h2>
				<TicketStatus status={ticket.status} closed={ticket.closed} />
			</header>
			{ticket.summary && <p className="break-words">{ticket.summary}</p>}
			<Facts ticket={ticket} />
			<Context found={found} ticket={ticket} mayReload={props.rights.reloadTicket} />
			{ticket.closed && !props.past && !isClosed(found) && <p className="text-warning">{text.closedInPsa}</p>}
			<Changes ticket={ticket} />
			{!props.past && <ChangeAnnouncer ticket={ticket} />}
		</section>
	);
}

function NoTicket({ onLink }: { onLink: () => void }) {
	return (
		<section aria-label={text.panel} className="border-border border-t pt-4">
			<Button size="sm" variant="ghost" className="-ml-2 px-2 text-primary" onClick={onLink}>
				<Link2 aria-hidden="true" />
				{text.linkLabel}
				<Kbd keys={commandOf("case.linkTicket").keys ?? ""} className="max-sm:hidden" />
			</Button>
		</section>
	);
}

function Facts({ ticket }: { ticket: CaseTicket }) {
	const facts: readonly [string, string | null][] = [
		[text.company, ticket.company],
		[text.contact, ticket.contact],
		[text.boardName, ticket.board],
		[text.priority, ticket.priority],
	];
	const known = facts.filter(([, value]) => value);
	if (known.length === 0) return null;
	return (
		<dl className="grid grid-cols-2 gap-x-4 gap-y-2.5">
			{known.map(([name, value]) => (
				<div key={name} className="grid min-w-0 content-start gap-0.5">
					<dt className="text-muted-foreground text-xs">{name}</dt>
					<dd className="break-words font-medium">{value}</dd>
				</div>
			))}
		</dl>
	);
}

/** Whether the PSA told what it knows; where it did not, why, and a way to ask again. */
function Context({ found, ticket, mayReload }: { found: CaseDetail; ticket: CaseTicket; mayReload: boolean }) {
	const reload = useAct(found.id, (key) => sendTicket.reload(found.id, key));
	const ask = () => reload.isPending || reload.mutate();
	useCommand("case.reloadTicket", ask, { enabled: mayReload });
	const words = unavailableWords(ticket);
	if (ticket.context_status === "waiting")
		return (
			<p role="status" className="flex items-center gap-2 text-muted-foreground">
				<Spinner />
				{text.waiting}
			</p>
		);
	if (!words) return null;
	return (
		<div className="grid gap-2 rounded-xl border border-warning/50 p-3">
			<p role="status" className="flex items-start gap-2">
				<TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
				{words}
			</p>
			{mayReload && (
				<Button size="sm" className="justify-self-start" aria-disabled={reload.isPending} onClick={ask}>
					{reload.isPending ? <Spinner /> : <RefreshCw aria-hidden="true" />}
					{text.tryAgain}
				</Button>
			)}
		</div>
	);
}

function Changes({ ticket }: { ticket: CaseTicket }) {
	const changes = ticket.changes.slice(-SHOWN).toReversed();
	if (changes.length === 0) return null;
	return (
		<div className="grid gap-2">
			<h3 className="text-muted-foreground text-xs">{text.changes}</h3>
			<ol className="grid gap-2">
				{changes.map((change) => (
					<li key={`${change.at} ${changeWords(change).join()}`} className="border-primary/50 border-l-2 pl-3">
						{changeWords(change).map((words) => (
							<p key={words} className="break-words">
								{words}
							</p>
						))}
						<time dateTime={change.at} title={formatDateTime(change.at)} className="text-muted-foreground text-xs">
							{formatAgo(change.at)}
						</time>
					</li>
				))}
			</ol>
		</div>
	);
}

/** Tells a screen reader of each change that comes in while the page is open, once. */
function ChangeAnnouncer({ ticket }: { ticket: CaseTicket }) {
	const last = ticket.changes.at(-1);
	const known = useRef(last?.at);
	const [said, setSaid] = useState("");
	useEffect(() => {
		if (!last || last.at === known.current) return;
		known.current = last.at;
		setSaid([ticket.ref, ...changeWords(last)].filter(Boolean).join(": "));
	}, [last, ticket.ref]);
	return (
		<p role="status" className="sr-only">
			{said}
		</p>
	);
}
