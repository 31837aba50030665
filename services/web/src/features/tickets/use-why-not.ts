import { useQuery } from "@tanstack/react-query";
import { connectionItemsQuery } from "@/features/connections/api";
import { whyNoTickets } from "@/features/tickets/model";

/** Why no PSA can be asked for tickets; null where one can. */
export function useWhyNoTickets(): ReturnType<typeof whyNoTickets> {
	return whyNoTickets(useQuery(connectionItemsQuery));
}
