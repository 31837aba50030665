import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { CircleCheck, PlugZap, Plus, TriangleAlert } from "lucide-react";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { CommandTip } from "@/components/ui/tooltip";
import { type Connection, connectionsQuery } from "@/features/connections/api";
import "@/features/connections/commands";
import { ListSkeleton } from "@/components/list-skeleton";
import { ConnectionBadge } from "@/features/connections/components/ConnectionBadge";
import { connectionStrings as text } from "@/features/connections/strings";
import { pausedWord, testWord } from "@/features/connections/words";
import { StuckPushes } from "@/features/pushes/components/StuckPushes";
import { useCommand } from "@/lib/commands/react";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** The connections with ticket systems, for an administrator. */
export function ConnectionsPage() {
	const navigate = useNavigate();
	const connections = useQuery(connectionsQuery);
	const items = connections.data ?? [];
	useCommand("connections.create", () => void navigate({ to: "/settings/psa/new" }));
	return (
		<Page title={text.title} className="max-w-[88rem] content-start" actions={items.length > 0 && <CreateLink />}>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			{connections.isPending && <ListSkeleton />}
			{connections.isError && <ProblemNote error={connections.error} onRetry={() => void connections.refetch()} />}
			{connections.isSuccess && items.length === 0 && <Empty />}
			<ul aria-label={text.list} className="grid gap-4 empty:hidden lg:grid-cols-2">
				{items.map((connection) => (
					<li key={connection.id} className="grid">
						<Row connection={connection} />
					</li>
				))}
			</ul>
			{items.length > 0 && <StuckPushes />}
		</Page>
	);
}

function CreateLink() {
	return (
		<CommandTip id="connections.create">
			<Button asChild variant="primary">
				<Link to="/settings/psa/new">
					<Plus aria-hidden="true" />
					{text.create}
				</Link>
			</Button>
		</CommandTip>
	);
}

function Empty() {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<PlugZap aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">{text.emptyHint}</p>
			<CreateLink />
		</div>
	);
}

function Row({ connection }: { connection: Connection }) {
	const { id, name, provider, base_url, last_test: test } = connection;
	const paused = pausedWord(connection);
	const Icon = test?.ok ? CircleCheck : TriangleAlert;
	return (
		<Link
			to="/settings/psa/$connectionId"
			params={{ connectionId: id }}
			className="glass grid content-start gap-2 p-5 hover:border-primary/60 focus-visible:border-primary"
		>
			<span className="flex flex-wrap items-center gap-2">
				<span className="mr-auto break-words font-medium text-lg">{name}</span>
				<ConnectionBadge {...connection} />
			</span>
			<span className="break-all text-muted-foreground text-sm">{`${text.providers[provider]} · ${base_url}`}</span>
			{paused && <span className="text-sm text-warning">{paused}</span>}
			<span className="flex items-start gap-2 text-sm">
				{test && (
					<Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${test.ok ? "text-success" : "text-danger"}`} />
				)}
				{test ? testWord(test) : text.neverTested}
				{test && (
					<time dateTime={test.at} title={formatDateTime(test.at)} className="ml-auto text-muted-foreground">
						{formatAgo(test.at)}
					</time>
				)}
			</span>
		</Link>
	);
}
