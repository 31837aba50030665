import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { ListSkeleton } from "@/components/list-skeleton";
import { MineOrAll } from "@/components/mine-or-all";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { mayAct } from "@/features/auth/api";
import { escalationsQuery } from "@/features/escalations/api";
import { EmptyQueue } from "@/features/escalations/components/EmptyQueue";
import PickUpDialog from "@/features/escalations/components/PickUpDialog";
import { QueueRow } from "@/features/escalations/components/QueueRow";
import { mayTakeBack } from "@/features/escalations/model";
import { escalationsRoute } from "@/features/escalations/route";
import { escalationStrings as text } from "@/features/escalations/strings";
import { useQueueKeys } from "@/features/escalations/use-queue-keys";
import { useTakeBack } from "@/features/escalations/use-take-back";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;

/** The cases that wait for another engineer: read, and picked up. */
export function QueuePage() {
	const me = useMe();
	const { read, scope } = escalationsRoute.useSearch();
	const mine = scope !== "all" && mayAct(me.role, "engineer");
	const navigate = useNavigate();
	const now = useNow(MINUTE_MS);
	const list = useRef<HTMLOListElement>(null);
	const queue = useQuery(escalationsQuery(mine));
	const [taking, setTaking] = useState<{ id: string; title: string } | null>(null);
	const waiting = queue.data ?? [];
	const toggle = (id: string) =>
		void navigate({
			to: "/escalations",
			search: { scope, read: read === id ? undefined : id },
			replace: true,
			resetScroll: false,
		});
	const open = (id: string) => void navigate({ to: "/pilot/$sessionId", params: { sessionId: id } });
	const take = (id: string) => {
		const item = waiting.find((each) => each.id === id);
		if (item?.may_pick_up) setTaking({ id, title: item.title ?? text.untitled });
	};
	const endWaiting = useTakeBack();
	const takeBack = (id: string) => {
		const item = waiting.find((each) => each.id === id);
		if (item && mayTakeBack(item, me)) endWaiting(item);
	};
	useQueueKeys(list, waiting, read ?? null, me, { take, takeBack, open });
	return (
		<Page
			title={text.title}
			className="max-w-[88rem] content-start"
			actions={
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<p role="status" className="text-muted-foreground text-sm tabular-nums">
						{queue.data && text.count(waiting.length)}
					</p>
					{mayAct(me.role, "engineer") && (
						<MineOrAll
							label={text.scope}
							names={text.scopes}
							mine={mine}
							onChange={(next) => void navigate({ to: "/escalations", search: { scope: next ? undefined : "all" } })}
						/>
					)}
				</div>
			}
		>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			{queue.isPending && <ListSkeleton />}
			{queue.isError && (
				<div className="grid gap-2">
					<ProblemNote error={queue.error} onRetry={() => void queue.refetch()} />
					{queue.data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
				</div>
			)}
			{queue.isSuccess && waiting.length === 0 && <EmptyQueue />}
			<ol ref={list} aria-label={text.list} className="grid gap-3 empty:hidden">
				{waiting.map((item) => (
					<QueueRow
						key={item.id}
						item={item}
						me={me}
						now={now}
						open={item.id === read}
						onToggle={() => toggle(item.id)}
						onTake={() => take(item.id)}
						onTakeBack={() => takeBack(item.id)}
					/>
				))}
			</ol>
			{taking && <PickUpDialog {...taking} onClose={() => setTaking(null)} />}
		</Page>
	);
}
