import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { connectionItemsQuery } from "@/features/connections/api";
import { ticketsQuery } from "@/features/tickets/api";
import { usable } from "@/features/tickets/model";
import { ticketStrings as text } from "@/features/tickets/strings";
import { useRested } from "@/lib/use-rested";

const REST_MS = 250;

interface Narrowing {
	typed: string;
	board: string;
	openOnly: boolean;
	/** The connection that was chosen; null: the first. */
	named: string | null;
	/** The place of the ticket that is chosen. */
	at: number;
}

const FIRST: Narrowing = { typed: "", board: "", openOnly: true, named: null, at: 0 };

/** Tickets as they are sought: the PSA is asked once the typing rests. */
export function useTicketSearch() {
	const connections = usable(useQuery(connectionItemsQuery).data);
	const [wanted, setWanted] = useState(FIRST);
	const { typed, board, openOnly } = wanted;
	const connection = wanted.named ?? connections[0]?.id ?? "";
	const q = useRested(typed.trim(), REST_MS);
	const found = useInfiniteQuery({
		...ticketsQuery({ connection, q, board, openOnly }),
		enabled: connection !== "",
	});
	const tickets = found.data?.pages.flatMap((page) => page.tickets) ?? [];
	/** Whether what is shown is what was typed. */
	const rests = q === typed.trim() && !found.isPlaceholderData;
	return {
		...wanted,
		connection,
		connections,
		tickets,
		chosen: tickets[wanted.at],
		rests,
		found,
		/** How the search stands, in words. */
		word: wordOf(wanted, found.isFetching || !rests, found.isSuccess, tickets.length, found.hasNextPage),
		narrow: (changes: Partial<Narrowing>) => setWanted({ ...wanted, at: 0, ...changes }),
		more: () => {
			if (found.hasNextPage && !found.isFetching) void found.fetchNextPage();
		},
	};
}

function wordOf(
	{ board, openOnly }: Narrowing,
	asks: boolean,
	answered: boolean,
	count: number,
	more: boolean,
): string {
	if (asks) return text.searching;
	if (!answered) return "";
	if (count > 0) return text.found(count, more);
	return [openOnly ? text.noneOpen : text.none, board && text.noneOnBoard(board)].filter(Boolean).join(" ");
}
