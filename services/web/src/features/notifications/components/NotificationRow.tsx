import { Check, MailWarning } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { CommandTip } from "@/components/ui/tooltip";
import type { Notification } from "@/features/notifications/api";
import { KindIcon } from "@/features/notifications/components/KindIcon";
import { notificationStrings as text } from "@/features/notifications/strings";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** One notification: what it says, and the way to what it is about. */
export function NotificationRow(props: {
	item: Notification;
	now: Date;
	follow: Pick<ComponentProps<"a">, "onClick" | "onAuxClick">;
	onRead: () => void;
}) {
	const { item } = props;
	const unread = item.read_at === null;
	return (
		<div
			data-notification={item.id}
			className={cn("glass relative flex items-start gap-2", unread && "border-primary/50")}
		>
			<a
				href={item.link}
				{...props.follow}
				className="flex min-w-0 grow items-start gap-4 rounded-card p-4 hover:bg-accent/40"
			>
				<KindIcon kind={item.kind} unread={unread} />
				<span className="grid min-w-0 grow gap-1">
					<span className={cn("break-words", unread ? "font-medium" : "text-muted-foreground")}>
						{item.title}
						{unread && <span className="sr-only">, {text.unread}</span>}
					</span>
					<span className="line-clamp-2 break-words text-muted-foreground text-sm">{item.body}</span>
					{item.email_status === "failed" && (
						<span className="inline-flex items-center gap-1.5 text-sm text-warning">
							<MailWarning aria-hidden="true" className="size-4" />
							{text.emailFailed}
						</span>
					)}
					<time
						dateTime={item.created_at}
						title={formatDateTime(item.created_at)}
						className="text-muted-foreground text-xs"
					>
						{formatAgo(item.created_at, props.now)}
					</time>
				</span>
			</a>
			{unread && (
				<CommandTip id="notifications.read">
					<Button
						variant="ghost"
						size="icon"
						className="m-2"
						aria-label={text.readOf(item.title)}
						onClick={props.onRead}
					>
						<Check aria-hidden="true" />
					</Button>
				</CommandTip>
			)}
		</div>
	);
}
