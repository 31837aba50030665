import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { type Notification, send, showRead } from "@/features/notifications/api";
import { notificationStrings as text } from "@/features/notifications/strings";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

const OLD = [keys.notifications];
const MIDDLE = 1;

/** Marks one as read; `old` ones are left alone. */
export function useRead(): (item: Notification) => void {
	const client = useQueryClient();
	const read = useSend((key, id: string) => send.read(id, key), {
		old: OLD,
		onDone: (_, which) => showRead(client, ({ id }) => id === which),
	});
	return ({ id, read_at }) => {
		if (!read_at) read.mutate(id);
	};
}

/** Marks all as read that were there when the newest was. */
export function useReadAll() {
	const client = useQueryClient();
	return useSend((key, until: string) => send.readAll(until, key), {
		old: OLD,
		onDone: () => showRead(client, () => true),
		done: () => text.allRead,
	});
}

/** A click on a notification's link: it counts as read, and what it is about opens, in this tab where that is meant. */
export function useFollow() {
	const router = useRouter();
	const read = useRead();
	return (item: Notification) => ({
		onClick: (event: MouseEvent) => {
			read(item);
			if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
			event.preventDefault();
			void router.navigate({ href: item.link });
		},
		onAuxClick: ({ button }: MouseEvent) => {
			if (button === MIDDLE) read(item);
		},
	});
}
