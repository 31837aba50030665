import { useQuery } from "@tanstack/react-query";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Ticket, type TicketContext, ticketQuery } from "@/features/tickets/api";
import { TicketRef } from "@/features/tickets/components/TicketRef";
import { TicketStatus } from "@/features/tickets/components/TicketStatus";
import { ticketStrings as text } from "@/features/tickets/strings";
import { formatDateTime } from "@/lib/dates";
import { useRested } from "@/lib/use-rested";

const REST_MS = 300;

/** A ticket to be read before it is taken, once the choosing rests. */
export function TicketPreview({ connection, ticket }: { connection: string; ticket: Ticket | undefined }) {
	const id = useRested(ticket?.id ?? "", REST_MS);
	const found = useQuery({ ...ticketQuery(connection, id), enabled: id !== "" && id === ticket?.id });
	if (!ticket)
		return (
			<p className="hidden rounded-xl border border-border border-dashed p-6 text-muted-foreground text-sm lg:block">
				{text.previewEmpty}
			</p>
		);
	return (
		<section
			aria-label={text.preview}
			// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
			tabIndex={0}
			className="grid max-h-[40vh] content-start gap-4 overflow-y-auto rounded-xl border border-border p-4 text-sm lg:max-h-[52vh]"
		>
			<header className="grid gap-1.5">
				<div className="flex flex-wrap items-center gap-2">
					<TicketRef refName={ticket.ref} url={ticket.url} />
					<TicketStatus status={ticket.status} closed={ticket.closed} />
				</div>
				<h3 className="break-words font-semibold text-base">{ticket.summary}</h3>
			</header>
			<Facts ticket={ticket} />
			{found.isFetching && !found.data && <Skeleton className="h-32" />}
			{found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
			{found.data && <Around context={found.data.context} />}
		</section>
	);
}

function Facts({ ticket }: { ticket: Ticket }) {
	const facts: readonly [string, string | null][] = [
		[text.company, ticket.company],
		[text.contact, ticket.contact],
		[text.boardName, ticket.board],
		[text.priority, ticket.priority],
		[text.owner, ticket.owner],
		[text.entered, ticket.entered_at && formatDateTime(ticket.entered_at)],
	];
	return (
		<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
			{facts
				.filter(([, value]) => value)
				.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-muted-foreground">{name}</dt>
						<dd className="break-words">{value}</dd>
					</div>
				))}
		</dl>
	);
}

function Around({ context }: { context: TicketContext }) {
	return (
		<>
			{context.description && (
				<div className="grid gap-1">
					<h4 className="font-medium">{text.description}</h4>
					<p className="whitespace-pre-wrap break-words">{context.description}</p>
				</div>
			)}
			{context.configurations.length > 0 && (
				<div className="grid gap-1">
					<h4 className="font-medium">{text.configurations}</h4>
					<ul className="grid gap-1">
						{context.configurations.map(({ name, type, details }) => (
							<li key={`${name} ${type}`} className="break-words">
								{[name, type, details].filter(Boolean).join(" · ")}
							</li>
						))}
					</ul>
				</div>
			)}
			{context.notes.length > 0 && (
				<div className="grid gap-2">
					<h4 className="font-medium">{text.notes}</h4>
					<ol className="grid gap-3">
						{context.notes.map((note) => (
							<li key={`${note.at} ${note.text}`} className="grid gap-0.5 border-border border-l-2 pl-3">
								<p className="text-muted-foreground text-xs">
									{[note.by, note.at && formatDateTime(note.at), note.internal && text.internal]
										.filter(Boolean)
										.join(" · ")}
								</p>
								<p className="whitespace-pre-wrap break-words">{note.text}</p>
							</li>
						))}
					</ol>
				</div>
			)}
		</>
	);
}
