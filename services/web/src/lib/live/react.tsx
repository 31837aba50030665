import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { watchTops } from "@/lib/from-top";
import { Feed, type LiveState } from "@/lib/live/feed";
import type { LiveMessage, PartialText } from "@/lib/live/messages";
import { Partials } from "@/lib/live/partials";
import { Refresher } from "@/lib/live/refresh";

interface Live {
	feed: Feed;
	partials: Partials;
}

const Context = createContext<Live | null>(null);
const nothing = () => () => undefined;

/**
 * Joins the live feed of `user`, keeps the queries fresh, and says when nobody is signed in any more. `ended`: there is
 * no feed until they are again; what is inside stays as it is.
 */
export function LiveProvider(props: { user: string; ended: boolean; onEnded: () => void; children: ReactNode }) {
	const { user } = props;
	const client = useQueryClient();
	const [live, setLive] = useState<Live | null>(null);
	useEffect(() => watchTops(client), [client]);
	const onEnded = useRef(props.onEnded);
	useEffect(() => {
		onEnded.current = props.onEnded;
	});
	useEffect(() => {
		if (props.ended) return;
		const made = { feed: new Feed(user), partials: new Partials() };
		const refresher = new Refresher(client);
		made.feed.listen((message) => {
			made.partials.hear(message);
			refresher.hear(message);
			if (message.kind === "ended") onEnded.current();
		});
		made.feed.start();
		setLive(made);
		return () => {
			refresher.stop();
			made.feed.close();
		};
	}, [user, client, props.ended]);
	return <Context.Provider value={live}>{props.children}</Context.Provider>;
}

/** Hear what happens in the account, as it happens. Queries are kept fresh without this. */
export function useLive(listener: (message: LiveMessage) => void): void {
	const live = useContext(Context);
	const latest = useRef(listener);
	useEffect(() => {
		latest.current = listener;
	});
	useEffect(() => live?.feed.listen((message) => latest.current(message)), [live]);
}

/** Whether what happens is heard at the moment. */
export function useLiveState(): LiveState {
	const live = useContext(Context);
	return useSyncExternalStore(
		live ? (listener) => live.feed.watch(listener) : nothing,
		() => live?.feed.current() ?? "connecting",
	);
}

/** The text of the step that FlowPilot is writing on the case, or null. */
export function usePartialText(session: string): PartialText | null {
	const live = useContext(Context);
	return useSyncExternalStore(
		live ? (listener) => live.partials.watch(listener) : nothing,
		() => live?.partials.of(session) ?? null,
	);
}
