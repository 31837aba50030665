import { useQuery } from "@tanstack/react-query";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Connection, connectionQuery } from "@/features/connections/api";
import { BackLink } from "@/features/connections/components/BackLink";
import { BoardsCard } from "@/features/connections/components/BoardsCard";
import { CallbacksCard } from "@/features/connections/components/CallbacksCard";
import { ConnectionActions } from "@/features/connections/components/ConnectionActions";
import { MembersCard } from "@/features/connections/components/MembersCard";
import { StateCard } from "@/features/connections/components/StateCard";
import { WritingCard } from "@/features/connections/components/WritingCard";
import { connectionRoute } from "@/features/connections/route";
import { connectionStrings as text } from "@/features/connections/strings";

/** One connection: whether it works, what is written through it, who is who. */
export function ConnectionPage() {
	const { connectionId } = connectionRoute.useParams();
	const connection = useQuery(connectionQuery(connectionId));
	return (
		<Page title={connection.data?.name ?? text.title} className="max-w-[88rem] content-start">
			<BackLink />
			{connection.isPending && <Skeleton className="h-96" />}
			{connection.isError && <ProblemNote error={connection.error} onRetry={() => void connection.refetch()} />}
			{connection.data && <Content key={connectionId} connection={connection.data} />}
		</Page>
	);
}

function Content({ connection }: { connection: Connection }) {
	return (
		<>
			<ConnectionActions connection={connection} />
			<div className="grid items-start gap-6 lg:grid-cols-2">
				<div className="grid min-w-0 gap-6">
					<StateCard connection={connection} />
					<CallbacksCard connection={connection} />
					<BoardsCard connection={connection} />
				</div>
				<WritingCard connection={connection} />
			</div>
			<MembersCard connection={connection} />
		</>
	);
}
