import { FindList } from "@/components/find-list";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import type { Ticket } from "@/features/tickets/api";
import { TicketFilters } from "@/features/tickets/components/TicketFilters";
import { TicketOption } from "@/features/tickets/components/TicketOption";
import { TicketPreview } from "@/features/tickets/components/TicketPreview";
import { type Chosen, chosenOf } from "@/features/tickets/model";
import { ticketStrings as text } from "@/features/tickets/strings";
import { useTicketSearch } from "@/features/tickets/use-ticket-search";

/** Finds a ticket: by number or words, read beside the list, taken by Enter. */
export default function TicketDialog(props: {
	title: string;
	hint: string;
	takeLabel: string;
	/** Something is being done with the one that was taken. */
	busy?: boolean;
	error?: Error | null;
	onTake: (chosen: Chosen) => void;
	onClose: () => void;
}) {
	const search = useTicketSearch();
	const { chosen, connection, rests } = search;
	const take = (ticket: Ticket | undefined) => {
		if (ticket && rests && !props.busy) props.onTake(chosenOf(connection, ticket));
	};
	return (
		<Dialog
			open
			onOpenChange={props.onClose}
			title={props.title}
			description={props.hint}
			className="lg:w-[min(72rem,calc(100vw-4rem))]"
		>
			<div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
				<div className="grid min-w-0 content-start gap-3">
					<FindList
						label={text.search}
						listLabel={text.list}
						placeholder={text.searchPlaceholder}
						typed={search.typed}
						onType={(typed) => search.narrow({ typed })}
						items={search.tickets}
						keyOf={({ id }) => id}
						at={search.at}
						onAt={(at) => search.narrow({ at })}
						onTake={take}
						onClick={(_, at) => search.narrow({ at })}
						onEnd={search.more}
						className="max-h-[38vh] lg:max-h-[46vh]"
						beside={<TicketFilters search={search} />}
					>
						{(ticket) => <TicketOption ticket={ticket} />}
					</FindList>
					<Found search={search} />
				</div>
				<div className="grid min-w-0 content-start gap-4">
					<TicketPreview connection={connection} ticket={chosen} />
					{props.error && <ProblemNote error={props.error} />}
					<Button
						variant="primary"
						className="justify-self-end"
						aria-disabled={!chosen || !rests || props.busy}
						onClick={() => take(chosen)}
					>
						{props.takeLabel}
					</Button>
				</div>
			</div>
		</Dialog>
	);
}

/** How the search stands, and the way to more. */
function Found({ search }: { search: ReturnType<typeof useTicketSearch> }) {
	const { found } = search;
	return (
		<>
			{found.isPending && <Skeleton className="h-64" />}
			{found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
			<div className="flex items-center gap-3">
				<p role="status" className="text-muted-foreground text-sm">
					{search.word}
				</p>
				{found.hasNextPage && (
					<Button size="sm" variant="ghost" className="ml-auto" onClick={search.more}>
						{text.showMore}
					</Button>
				)}
			</div>
		</>
	);
}
