import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CheckCheck, Inbox, Settings2 } from "lucide-react";
import type { MenuParts } from "@/components/ui/menu-surface";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Notification, newestQuery, unreadQuery } from "@/features/notifications/api";
import { KindIcon } from "@/features/notifications/components/KindIcon";
import { notificationStrings as text } from "@/features/notifications/strings";
import { useFollow, useReadAll } from "@/features/notifications/use-read";
import { cn } from "@/lib/cn";
import { formatAgo } from "@/lib/dates";

/** What opens from the bell: the newest, each leading to what it is about. */
export function Panel({ parts: { MenuItem, MenuLabel, MenuSeparator } }: { parts: MenuParts }) {
	const newest = useQuery(newestQuery);
	const { data: unread = 0 } = useQuery(unreadQuery);
	const follow = useFollow();
	const readAll = useReadAll();
	const items = newest.data ?? [];
	const last = items[0];
	return (
		<div className="w-[min(23rem,calc(100vw-2.5rem))]">
			<MenuLabel className="font-semibold text-base text-foreground">{text.title}</MenuLabel>
			{newest.isPending && <Skeleton className="m-2 h-32" />}
			{newest.isError && <ProblemNote error={newest.error} className="m-2" />}
			{newest.isSuccess && items.length === 0 && (
				<p className="px-3 pb-3 text-muted-foreground text-sm">{text.emptyUnreadHint}</p>
			)}
			<div className="max-h-[calc(100dvh-14rem)] overflow-y-auto">
				{items.map((item) => (
					<MenuItem key={item.id} asChild className="items-start">
						<a href={item.link} {...follow(item)}>
							<Line item={item} />
						</a>
					</MenuItem>
				))}
			</div>
			<MenuSeparator />
			{unread > 0 && last && (
				<MenuItem onSelect={() => readAll.isPending || readAll.mutate(last.id)}>
					<CheckCheck aria-hidden="true" />
					{text.readAll}
				</MenuItem>
			)}
			<MenuItem asChild>
				<Link to="/notifications">
					<Inbox aria-hidden="true" />
					{text.seeAll}
				</Link>
			</MenuItem>
			<MenuItem asChild>
				<Link to="/settings/notifications">
					<Settings2 aria-hidden="true" />
					{text.settings}
				</Link>
			</MenuItem>
		</div>
	);
}

function Line({ item }: { item: Notification }) {
	const unread = item.read_at === null;
	return (
		<>
			<KindIcon kind={item.kind} unread={unread} />
			<span className="grid min-w-0 grow gap-0.5">
				<span className={cn("line-clamp-2 break-words", unread ? "font-medium" : "text-muted-foreground")}>
					{item.title}
					{unread && <span className="sr-only">, {text.unread}</span>}
				</span>
				<span className="line-clamp-1 break-all text-muted-foreground text-xs">{item.body}</span>
				<time dateTime={item.created_at} className="text-muted-foreground text-xs">
					{formatAgo(item.created_at)}
				</time>
			</span>
		</>
	);
}
