import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { NativeSelect } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type DeliveryStatus, deliveriesQuery, type Endpoint } from "@/features/webhooks/api";
import { DeliveryRow } from "@/features/webhooks/components/DeliveryRow";
import { webhookRoute } from "@/features/webhooks/route";
import { webhookStrings as text } from "@/features/webhooks/strings";

const STATUSES = Object.keys(text.statuses) as ("all" | DeliveryStatus)[];

/** What was sent to an endpoint; the filter and the one that is read are in the address. */
export function Deliveries({ endpoint }: { endpoint: Endpoint }) {
	const { show: status, delivery } = webhookRoute.useSearch();
	const navigate = useNavigate({ from: "/settings/webhooks/$endpointId" });
	return (
		<DeliveriesView
			endpoint={endpoint}
			status={status}
			open={delivery ?? null}
			onStatus={(next) => void navigate({ search: { show: next }, resetScroll: false })}
			onOpen={(next) =>
				void navigate({
					search: (old) => ({ ...old, delivery: next ?? undefined }),
					replace: true,
					resetScroll: false,
				})
			}
		/>
	);
}

/** The deliveries of an endpoint, the newest first. */
export function DeliveriesView(props: {
	endpoint: Endpoint;
	status: DeliveryStatus | undefined;
	open: string | null;
	onStatus: (status: DeliveryStatus | undefined) => void;
	onOpen: (delivery: string | null) => void;
}) {
	const { endpoint, status, open } = props;
	const found = useInfiniteQuery(deliveriesQuery(endpoint.id, status));
	const deliveries = found.data?.pages.flatMap((page) => page.deliveries) ?? [];
	return (
		<Card className="grid gap-4">
			<div className="flex flex-wrap items-center gap-3">
				<CardTitle className="mr-auto">{text.deliveries}</CardTitle>
				<NativeSelect
					aria-label={text.status}
					className="w-auto"
					value={status ?? "all"}
					onChange={(event) =>
						props.onStatus(
							STATUSES.find((each): each is DeliveryStatus => each !== "all" && each === event.target.value),
						)
					}
				>
					{STATUSES.map((each) => (
						<option key={each} value={each}>
							{text.statuses[each]}
						</option>
					))}
				</NativeSelect>
			</div>
			{found.isPending && <Skeleton className="h-48" />}
			{found.isError && <ProblemNote error={found.error} onRetry={() => void found.refetch()} />}
			{found.isSuccess && deliveries.length === 0 && (
				<p className="text-muted-foreground text-sm">{status ? text.noneOfStatus : text.none}</p>
			)}
			<ol aria-label={text.deliveriesList} className="grid empty:hidden">
				{deliveries.map((delivery) => (
					<DeliveryRow
						key={delivery.id}
						endpoint={endpoint.id}
						delivery={delivery}
						open={delivery.id === open}
						onToggle={() => props.onOpen(delivery.id === open ? null : delivery.id)}
					/>
				))}
			</ol>
			{found.hasNextPage && (
				<Button
					className="justify-self-center"
					aria-disabled={found.isFetching}
					onClick={() => found.isFetching || void found.fetchNextPage()}
				>
					{text.older}
				</Button>
			)}
		</Card>
	);
}
