import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Page } from "@/components/page";
import { Card } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Endpoint, endpointQuery } from "@/features/webhooks/api";
import { Deliveries } from "@/features/webhooks/components/Deliveries";
import { EndpointActions } from "@/features/webhooks/components/EndpointActions";
import { EndpointBadge } from "@/features/webhooks/components/EndpointBadge";
import { typesWord } from "@/features/webhooks/model";
import { webhookRoute } from "@/features/webhooks/route";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { formatDateTime } from "@/lib/dates";

/** One endpoint: what it hears of, and what was sent to it. */
export function WebhookPage() {
	const { endpointId } = webhookRoute.useParams();
	const endpoint = useQuery(endpointQuery(endpointId));
	return (
		<Page title={endpoint.data ? hostOf(endpoint.data.url) : text.title} className="max-w-[88rem] content-start">
			<Link
				to="/settings/webhooks"
				className="-mt-4 inline-flex items-center gap-1.5 justify-self-start text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" />
				{text.back}
			</Link>
			{endpoint.isPending && <Skeleton className="h-96" />}
			{endpoint.isError && <ProblemNote error={endpoint.error} onRetry={() => void endpoint.refetch()} />}
			{endpoint.data && (
				<>
					<EndpointActions endpoint={endpoint.data} />
					<About endpoint={endpoint.data} />
					<Deliveries endpoint={endpoint.data} />
				</>
			)}
		</Page>
	);
}

function About({ endpoint }: { endpoint: Endpoint }) {
	const { state, disabled_reason, disabled_at, event_types } = endpoint;
	const facts: readonly [string, string][] = [
		[text.url, endpoint.url],
		[text.types, event_types.join(", ") || typesWord(event_types)],
		[text.secretSince, formatDateTime(endpoint.secret_rotated_at)],
		[text.since, formatDateTime(endpoint.created_at)],
	];
	return (
		<Card aria-label={text.about} className="grid gap-4">
			<div className="flex flex-wrap items-center gap-3">
				<EndpointBadge state={state} reason={disabled_reason} />
				<p className="break-words text-muted-foreground text-sm">{endpoint.description}</p>
			</div>
			{state === "disabled" && (
				<div className="grid gap-1 rounded-xl border border-warning/50 px-4 py-3 text-sm">
					<p className="font-medium">
						{text.disabledWhy[disabled_reason ?? "asked"]} {disabled_at && formatDateTime(disabled_at)}
					</p>
					<p className="text-muted-foreground">{text.disabledMeans}</p>
				</div>
			)}
			<dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
				{facts.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-muted-foreground">{name}</dt>
						<dd className="break-all">{value}</dd>
					</div>
				))}
			</dl>
		</Card>
	);
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : url;
}
