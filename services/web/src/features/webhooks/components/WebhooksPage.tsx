import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { CommandTip } from "@/components/ui/tooltip";
import { type Endpoint, endpointsQuery } from "@/features/webhooks/api";
import "@/features/webhooks/commands";
import { EndpointBadge } from "@/features/webhooks/components/EndpointBadge";
import { EndpointDialog } from "@/features/webhooks/components/EndpointDialog";
import { typesWord } from "@/features/webhooks/model";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { useCommand } from "@/lib/commands/react";

/** Where events are sent to, for an administrator. */
export function WebhooksPage() {
	const endpoints = useQuery(endpointsQuery);
	const [creating, setCreating] = useState(false);
	const items = endpoints.data ?? [];
	const create = () => setCreating(true);
	useCommand("webhooks.create", create);
	return (
		<Page
			title={text.title}
			className="max-w-[88rem] content-start"
			actions={items.length > 0 && <CreateButton onCreate={create} />}
		>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			{endpoints.isPending && <ListSkeleton />}
			{endpoints.isError && <ProblemNote error={endpoints.error} onRetry={() => void endpoints.refetch()} />}
			{endpoints.isSuccess && items.length === 0 && <Empty onCreate={create} />}
			<ul aria-label={text.list} className="grid gap-3 empty:hidden">
				{items.map((endpoint) => (
					<li key={endpoint.id} className="grid">
						<Row endpoint={endpoint} />
					</li>
				))}
			</ul>
			{creating && <EndpointDialog endpoint={null} onClose={() => setCreating(false)} />}
		</Page>
	);
}

function CreateButton({ onCreate }: { onCreate: () => void }) {
	return (
		<CommandTip id="webhooks.create">
			<Button variant="primary" onClick={onCreate}>
				<Plus aria-hidden="true" />
				{text.create}
			</Button>
		</CommandTip>
	);
}

function Empty({ onCreate }: { onCreate: () => void }) {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<Webhook aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">{text.emptyHint}</p>
			<CreateButton onCreate={onCreate} />
		</div>
	);
}

function Row({ endpoint }: { endpoint: Endpoint }) {
	const { id, url, description, event_types, disabled_reason } = endpoint;
	return (
		<Link
			to="/settings/webhooks/$endpointId"
			params={{ endpointId: id }}
			className="glass grid gap-1.5 p-5 hover:border-primary/60 focus-visible:border-primary"
		>
			<span className="flex flex-wrap items-center gap-2">
				<span className="mr-auto min-w-0 break-all font-mono text-sm">{url}</span>
				<EndpointBadge state={endpoint.state} reason={disabled_reason} />
			</span>
			<span className="break-words text-muted-foreground text-sm">
				{[description, typesWord(event_types)].filter(Boolean).join(" · ")}
			</span>
			{disabled_reason && <span className="text-sm text-warning">{text.disabledWhy[disabled_reason]}</span>}
		</Link>
	);
}
