import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useMe } from "@/app/shell/session";
import { type Notification, newestQuery } from "@/features/notifications/api";
import { claimTelling } from "@/features/notifications/model";
import { notificationStrings as text } from "@/features/notifications/strings";

const NONE: readonly Notification[] = [];

/** Says each new notification once, in one tab of the browser; what was there before is not new. */
export function Announcer() {
	const me = useMe();
	const { data: items } = useQuery(newestQuery);
	const opened = useRef<string | null>(null);
	const [said, setSaid] = useState(NONE);
	useEffect(() => {
		if (items === undefined) return;
		const [newest] = items;
		if (opened.current === null) opened.current = newest?.created_at ?? "";
		else {
			const fresh = claimTelling(items, opened.current, me.id);
			if (fresh.length > 0) setSaid(fresh);
		}
	}, [items, me.id]);
	// Beside the shell: the sidebar is not there for anybody on a narrow screen.
	return createPortal(
		<div role="status" className="sr-only">
			{said.map(({ id, title, body }) => (
				<p key={id}>{text.told(title, body)}</p>
			))}
		</div>,
		document.body,
	);
}
