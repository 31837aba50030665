import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Bell, CheckCheck, Settings2 } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import "@/features/notifications/commands";
import { ListSkeleton } from "@/components/list-skeleton";
import { MineOrAll } from "@/components/mine-or-all";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { CommandTip } from "@/components/ui/tooltip";
import { linkAt, useWindowList, WindowList } from "@/components/window-list";
import type { More } from "@/components/window-rows";
import { type Notification, notificationsQuery, shownOf, unreadQuery } from "@/features/notifications/api";
import { NotificationRow } from "@/features/notifications/components/NotificationRow";
import { notificationsRoute } from "@/features/notifications/route";
import { notificationStrings as text } from "@/features/notifications/strings";
import { useFollow, useRead, useReadAll } from "@/features/notifications/use-read";
import { useCommand } from "@/lib/commands/react";
import { formatNumber } from "@/lib/dates";
import { catchFocus } from "@/lib/focus";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;
const ROW_PIXELS = 116;

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
	const items = useMemo(() => shownOf(found.data?.pages, unread), [found.data, unread]);
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
			{found.isError && !found.isFetchNextPageError && (
				<div className="grid gap-2">
					<ProblemNote error={found.error} onRetry={() => void found.refetch()} />
					{found.data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
				</div>
			)}
			{found.isSuccess && items.length === 0 && <Empty unread={unread} onAll={() => onUnread(false)} />}
			{items.length > 0 && <Rows items={items} more={found} />}
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

const keyOf = ({ id }: Notification) => id;

function Rows({ items, more }: { items: readonly Notification[]; more: More }) {
	const rows = useWindowList({ items, keyOf, rowPixels: ROW_PIXELS, more, fades: false, selected: -1 });
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
	const { list } = rows;
	useEffect(() => {
		const { id, at } = acted.current ?? {};
		const now = items.findIndex((item) => item.id === id);
		if (at === undefined || items[now]?.read_at === null) return;
		acted.current = null;
		catchFocus(linkAt(list.current, now >= 0 ? now : Math.min(at, items.length - 1)));
	}, [items, list]);
	useCommand("notifications.next", () => rows.step(1));
	useCommand("notifications.previous", () => rows.step(-1));
	useCommand("notifications.read", readFocused);
	return (
		<WindowList of={rows} label={text.list} total={more.hasNextPage ? -1 : items.length}>
			{(item) => <NotificationRow item={item} now={now} follow={follow(item)} onRead={() => readHere(item)} />}
		</WindowList>
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
