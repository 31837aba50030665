import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useMe } from "@/app/shell/session";
import { newestQuery } from "@/features/notifications/api";
import { claimTelling } from "@/features/notifications/model";
import { notificationStrings as text } from "@/features/notifications/strings";

/** Says each new notification once, in one tab of the browser; what was there before is not new. */
export function Announcer() {
	const me = useMe();
	const { data: items } = useQuery(newestQuery);
	const opened = useRef<string | null>(null);
	const [said, setSaid] = useState("");
	useEffect(() => {
		if (items === undefined) return;
		const [newest] = items;
		if (opened.current === null) opened.current = newest?.created_at ?? "";
		else if (newest && claimTelling(newest, opened.current, me.id)) setSaid(text.told(newest.title));
	}, [items, me.id]);
	// Beside the shell: the sidebar is not there for anybody on a narrow screen.
	return createPortal(
		<p role="status" className="sr-only">
			{said}
		</p>,
		document.body,
	);
}
