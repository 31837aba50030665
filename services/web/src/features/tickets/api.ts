import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type Ticket = Schema["Ticket"];
export type CaseTicket = Schema["CaseTicket"];
export type TicketContext = Schema["TicketContext"];
export type TicketChange = Schema["TicketChange"];
export type TicketDraft = Schema["TicketDraft"];

/** What is sought. */
export interface TicketSearch {
	connection: string;
	q: string;
	board: string;
	openOnly: boolean;
}

const FRESH_MS = 30_000;

/** Tickets that match, page by page, the most recently changed first. The PSA is asked each time: nothing is kept long. */
export const ticketsQuery = ({ connection, q, board, openOnly }: TicketSearch) =>
	infiniteQueryOptions({
		queryKey: ["psa-tickets", connection, q, board, openOnly],
		queryFn: ({ pageParam, signal }) => {
			const query = {
				connection_id: connection,
				q: q || undefined,
				board: board || undefined,
				open_only: openOnly,
				page: pageParam,
			};
			return answer(api.GET("/api/v1/psa/tickets", { params: { query }, signal }));
		},
		initialPageParam: 1,
		getNextPageParam: ({ more }, _, page) => (more ? page + 1 : undefined),
		staleTime: FRESH_MS,
		gcTime: FRESH_MS,
		placeholderData: (before) => before,
	});

/** One ticket with what is around it. */
export const ticketQuery = (connection: string, ticket: string) =>
	queryOptions({
		queryKey: ["psa-ticket", connection, ticket],
		queryFn: ({ signal }) => {
			const params = { path: { ticket_id: ticket }, query: { connection_id: connection } };
			return answer(api.GET("/api/v1/psa/tickets/{ticket_id}", { params, signal }));
		},
		staleTime: FRESH_MS,
		gcTime: FRESH_MS,
	});

/** New tickets of watched boards, the newest first. */
export const draftsQuery = queryOptions({
	queryKey: keys.drafts,
	queryFn: () => answer(api.GET("/api/v1/ticket-drafts", { params: { query: { limit: 50 } } })),
});

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const sendTicket = {
	link: (session: string, body: Schema["LinkTicket"], key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/link-ticket", { ...to(session, key), body })),
	reload: (session: string, key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/reload-ticket", to(session, key))),
	dismiss: (draft: string, key: string) =>
		answer(
			api.POST("/api/v1/ticket-drafts/{draft}/dismiss", { params: { path: { draft } }, headers: idempotent(key) }),
		),
	/** Begins a case from the ticket, without waiting for its first step. */
	start: ({ connection_id, ticket }: TicketDraft, key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions", {
				params: { header: { ...idempotent(key), prefer: "respond-async" } },
				body: {
					intake_type: "psa_ticket",
					intake_content: {},
					psa_ticket_id: ticket.id,
					psa_connection_id: connection_id,
				},
			}),
		),
};

function to(session: string, key: string) {
	return { params: { path: { session } }, headers: idempotent(key) };
}
