import { useQuery } from "@tanstack/react-query";
import { NativeSelect } from "@/components/ui/field";
import { optionsQuery } from "@/features/connections/api";
import { ticketStrings as text } from "@/features/tickets/strings";
import type { useTicketSearch } from "@/features/tickets/use-ticket-search";

/** Where tickets are sought. A PSA that does not name its boards offers those that were seen. */
export function TicketFilters({ search }: { search: ReturnType<typeof useTicketSearch> }) {
	const { connection, connections, board, narrow } = search;
	const { data } = useQuery({ ...optionsQuery(connection), enabled: connection !== "" });
	const seen = search.tickets.flatMap((ticket) => (ticket.board ? [ticket.board] : []));
	const boards = [...new Set([...(data?.boards ?? seen), ...(board ? [board] : [])])].toSorted();
	return (
		<>
			{connections.length > 1 && (
				<NativeSelect
					aria-label={text.connection}
					value={connection}
					className="w-auto"
					onChange={(event) => narrow({ named: event.target.value, board: "" })}
				>
					{connections.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</NativeSelect>
			)}
			<NativeSelect
				aria-label={text.board}
				value={board}
				className="w-auto max-w-48"
				onChange={(event) => narrow({ board: event.target.value })}
			>
				<option value="">{text.anyBoard}</option>
				{boards.map((name) => (
					<option key={name} value={name}>
						{name}
					</option>
				))}
			</NativeSelect>
			<label className="flex cursor-pointer items-center gap-2 text-sm">
				<input
					type="checkbox"
					className="size-4 accent-primary"
					checked={search.openOnly}
					onChange={(event) => narrow({ openOnly: event.target.checked })}
				/>
				{text.openOnly}
			</label>
		</>
	);
}
