import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { type Notification, send } from "@/features/notifications/api";
import { notificationStrings as text } from "@/features/notifications/strings";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

const OLD = [keys.notifications];

/** Marks one as read; `old` ones are left alone. */
export function useRead(): (item: Notification) => void {
	const read = useSend((key, id: string) => send.read(id, key), { old: OLD });
	return ({ id, read_at }) => {
		if (!read_at) read.mutate(id);
	};
}

/** Marks all as read that were there when the newest was. */
export function useReadAll() {
	return useSend((key, until: string) => send.readAll(until, key), { old: OLD, done: () => text.allRead });
}

/** A click on a notification's link: it counts as read, and what it is about opens, in this tab where that is meant. */
export function useFollow(): (item: Notification, event: MouseEvent) => void {
	const router = useRouter();
	const read = useRead();
	return (item, event) => {
		read(item);
		if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
		event.preventDefault();
		void router.navigate({ href: item.link });
	};
}
