import { useEffect, useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { sayPresence } from "@/features/case/api";
import { type Here, stillHere, TELL_MS, withPresence } from "@/features/case/model/presence";
import { useLive, useLiveState } from "@/lib/live/react";

/** Who else has the case open. Tells the others that we have, as long as the tab is looked at. */
export function usePresence(id: string): readonly Here[] {
	const me = useMe();
	const [people, setPeople] = useState<readonly Here[]>([]);
	const known = useRef(people);
	const connected = useLiveState() === "open";

	useEffect(() => {
		known.current = people;
	}, [people]);

	useEffect(() => {
		if (!connected) return;
		const tell = () => {
			setPeople((now) => stillHere(now, Date.now()));
			if (document.visibilityState === "visible") void sayPresence(id, true);
		};
		const leave = () => void sayPresence(id, false);
		tell();
		const timer = setInterval(tell, TELL_MS);
		window.addEventListener("pagehide", leave);
		return () => {
			clearInterval(timer);
			window.removeEventListener("pagehide", leave);
			leave();
		};
	}, [id, connected]);

	useLive((message) => {
		if (message.kind !== "presence" || message.presence.session_id !== id) return;
		const { user_id, here } = message.presence;
		if (user_id === me.id) return;
		if (here && !known.current.some((other) => other.id === user_id)) void sayPresence(id, true); // they just came
		setPeople((now) => withPresence(now, message.presence, Date.now()));
	});
	return people;
}
