import { useNavigate } from "@tanstack/react-router";
import { useClientNames, useWindowList, WindowList } from "@/components/window-list";
import type { More } from "@/components/window-rows";
import { type CountedSession, keyOf } from "@/features/analytics/api";
import { BehindRow } from "@/features/analytics/components/BehindRow";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { useCommand } from "@/lib/commands/react";

const ROW_PIXELS = 76;

/** The sessions. */
export function BehindList(props: {
	items: readonly CountedSession[];
	total: number;
	more: More & { isPlaceholderData: boolean };
	/** The one that was opened, for who comes back. */
	selected: string | undefined;
}) {
	const { items, more, selected } = props;
	const open = useOpen();
	const clients = useClientNames();
	const list = useWindowList({
		items,
		keyOf,
		rowPixels: ROW_PIXELS,
		more,
		fades: more.isPlaceholderData,
		selected: items.findIndex(({ id }) => id === selected),
	});
	useCommand("cases.next", () => list.step(1), { enabled: items.length > 0 });
	useCommand("cases.previous", () => list.step(-1), { enabled: items.length > 0 });
	return (
		<WindowList of={list} label={text.behindList} total={props.total}>
			{(item) => (
				<BehindRow
					item={item}
					client={clients.get(item.client_id ?? "")}
					selected={item.id === selected}
					onOpen={open}
				/>
			)}
		</WindowList>
	);
}

/** Opens a case, and keeps in the address which: Back finds it again. */
function useOpen(): (id: string) => void {
	const navigate = useNavigate();
	return async (id) => {
		const search = (now: object) => ({ ...now, selected: id });
		await navigate({ to: "/analytics/sessions", search, replace: true, resetScroll: false });
		await navigate({ to: "/pilot/$sessionId", params: { sessionId: id } });
	};
}
