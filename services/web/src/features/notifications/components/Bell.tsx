import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { newestQuery, unreadQuery } from "@/features/notifications/api";
import { Announcer } from "@/features/notifications/components/Announcer";
import { Panel } from "@/features/notifications/components/Panel";
import { badgeWord } from "@/features/notifications/model";
import { notificationStrings as text } from "@/features/notifications/strings";
import { formatNumber } from "@/lib/dates";

/** How many notifications wait, and the newest of them. The one that `speaks` says when another comes. */
export default function Bell({ align, speaks }: { align: "start" | "end"; speaks?: boolean }) {
	const { data: count = 0 } = useQuery(unreadQuery);
	useQuery(newestQuery); // there before it is opened: the menu gives its first entry the focus
	return (
		<>
			<Menu
				align={align}
				trigger={
					<Button variant="ghost" size="icon" aria-label={text.bell(formatNumber(count))} className="relative size-9">
						<BellIcon aria-hidden="true" />
						{count > 0 && (
							<span
								aria-hidden="true"
								className="-top-0.5 -right-0.5 absolute grid h-4.5 min-w-4.5 place-items-center rounded-full bg-danger-solid px-1 font-mono text-[0.625rem] text-on-solid leading-none"
							>
								{badgeWord(count)}
							</span>
						)}
					</Button>
				}
			>
				{(parts) => <Panel parts={parts} />}
			</Menu>
			{speaks && <Announcer />}
		</>
	);
}
