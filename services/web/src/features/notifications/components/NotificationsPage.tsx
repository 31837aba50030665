import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Bell, CheckCheck, Settings2 } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import "@/features/notifications/commands";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { CommandTip } from "@/components/ui/tooltip";
import { MineOrAll } from "@/features/case/components/MineOrAll";
import { useNow } from "@/features/case/hooks/useNow";
import { ListSkeleton } from "@/features/history/components/ListSkeleton";
import { type Notification, notificationsQuery, unreadQuery } from "@/features/notifications/api";
import { NotificationRow } from "@/features/notifications/components/NotificationRow";
import { notificationsRoute } from "@/features/notifications/route";
import { notificationStrings as text } from "@/features/notifications/strings";
import { useFollow, useRead, useReadAll } from "@/features/notifications/use-read";
import { useCommand } from "@/lib/commands/react";
import { formatNumber } from "@/lib/dates";
import { catchFocus } from "@/lib/focus";
import { onceEach } from "@/lib/pages";
import { goToRow } from "@/lib/rows";

const MINUTE_MS = 60_000;

/** Everything that I was told; whether only what is unread is in the address. */
export function NotificationsPage() {
	const { show } = notificationsRoute.useSearch();
	const navigate = useNavigate();
	const change = (unread: boolean) =>
		void navigate({ to: "/notifications", search: { show: unread ? "unread" : undefined } });
	return <NotificationsView unread={show === "unread"} onUnread={change} />;
}

export function NotificationsView({ unread, onUnread }: { unread: boolean; onUnread: (unread: boolean) => void }) {
	const found = useInfiniteQuery(notificationsQuery(unread));
	const waiting = useQuery(unreadQuery).data ?? 0;
	const items = useMemo(() => onceEach(found.data?.pages), [found.data]);
	return (
		<Page
			title={text.title}
			className="content-start"
			actions={
				<div className="flex flex-wrap items-center gap-x-4 gap-y-2">
					<p role="status" className="text-muted-foreground text-sm tabular-nums">
						{waiting > 0 && text.unreadCount(formatNumber(waiting))}
					</p>
					<MineOrAll label={text.which} names={text.scopes} mine={unread} onChange={onUnread} />
				</div>
			}
		>
			<div className="-mt-4 flex flex-wrap items-center gap-x-4 gap-y-3">
				<p className="mr-auto text-muted-foreground">{text.hint}</p>
				<ReadAll newest={items[0]} waiting={waiting > 0} />
				<Button asChild variant="ghost">
					<Link to="/settings/notifications">
						<Settings2 aria-hidden="true" />
						{text.settings}
					</Link>
				</Button>
			</div>
			{found.isPending && <ListSkeleton />}
			{found.isError && (
				<div className="grid gap-2">
					<ProblemNote error={found.error} onRetry={() => void found.refetch()} />
					{found.data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
				</div>
			)}
			{found.isSuccess && items.length === 0 && <Empty unread={unread} onAll={() => onUnread(false)} />}
			<Rows items={items} />
			{found.hasNextPage && (
				<Button
					className="justify-self-center"
					aria-disabled={found.isFetching}
					onClick={() => found.isFetching || void found.fetchNextPage()}
				>
					{text.older}
				</Button>
			)}
		</Page>
	);
}

function ReadAll({ newest, waiting }: { newest: Notification | undefined; waiting: boolean }) {
	const readAll = useReadAll();
	const can = waiting && newest !== undefined;
	const { isSuccess } = readAll;
	const run = () => can && !readAll.isPending && readAll.mutate(newest.id);
	useEffect(() => {
		if (isSuccess && !can) catchFocus(null); // the button is gone
	}, [isSuccess, can]);
	useCommand("notifications.readAll", run, { enabled: can });
	if (!can) return null;
	return (
		<CommandTip id="notifications.readAll">
			<Button aria-disabled={readAll.isPending} onClick={run}>
				<CheckCheck aria-hidden="true" />
				{text.readAll}
			</Button>
		</CommandTip>
	);
}

function Rows({ items }: { items: readonly Notification[] }) {
	const list = useRef<HTMLOListElement>(null);
	const now = useNow(MINUTE_MS);
	const follow = useFollow();
	const read = useRead();
	const focused = () => document.activeElement?.closest<HTMLElement>("[data-notification]")?.dataset.notification;
	const acted = useRef<{ id: string; at: number } | null>(null);
	const readHere = (item: Notification) => {
		acted.current = { id: item.id, at: items.indexOf(item) };
		read(item);
	};
	const readFocused = () => {
		const item = items.find(({ id }) => id === focused());
		if (item) readHere(item);
	};
	useEffect(() => {
		const { id, at } = acted.current ?? {};
		const now = items.findIndex((item) => item.id === id);
		if (at === undefined || items[now]?.read_at === null) return;
		acted.current = null;
		const rows = list.current?.querySelectorAll<HTMLElement>("[data-row]");
		catchFocus(rows?.[now >= 0 ? now : Math.min(at, items.length - 1)]);
	}, [items]);
	const some = { enabled: items.length > 0 };
	useCommand("notifications.next", () => goToRow(list.current, 1), some);
	useCommand("notifications.previous", () => goToRow(list.current, -1), some);
	useCommand("notifications.read", readFocused, some);
	return (
		<ol ref={list} aria-label={text.list} className="grid gap-2 empty:hidden">
			{items.map((item) => (
				<NotificationRow
					key={item.id}
					item={item}
					now={now}
					onFollow={(event) => follow(item, event)}
					onRead={() => readHere(item)}
				/>
			))}
		</ol>
	);
}

function Empty({ unread, onAll }: { unread: boolean; onAll: () => void }) {
	if (!unread) return <Notice title={text.emptyTitle} hint={text.emptyHint} />;
	return (
		<Notice title={text.emptyUnreadTitle} hint={text.emptyUnreadHint}>
			<Button onClick={onAll}>{text.showAll}</Button>
		</Notice>
	);
}

function Notice(props: { title: string; hint: string; children?: ReactNode }) {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<Bell aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{props.title}</h2>
			<p className="max-w-md text-muted-foreground">{props.hint}</p>
			{props.children}
		</div>
	);
}
