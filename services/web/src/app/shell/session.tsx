import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
	createContext,
	lazy,
	type ReactNode,
	Suspense,
	useCallback,
	useContext,
	useEffect,
	useRef,
	useState,
} from "react";
import { signedInRoute } from "@/app/root";
import { type Me, meQuery, signOut } from "@/features/auth/api";
import { onSignedOut } from "@/lib/api";
import { clearDrafts } from "@/lib/draft";
import { saveAll } from "@/lib/leave";
import { LiveProvider } from "@/lib/live/react";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

const SessionEnded = lazy(() => import("@/features/auth/components/SessionEnded"));

export interface Session {
	me: Me;
	leave: () => Promise<void>;
}

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only inside the shell. */
export function useMe(): Me {
	return useSession().me;
}

export function useSession(): Session {
	const session = useContext(SessionContext);
	if (!session) throw new Error("useSession is for pages inside the shell");
	return session;
}

/** Who works here, over a live feed; where the sign-in ends, it is renewed over the page, which stays as it is. */
export function SessionProvider({ children }: { children: ReactNode }) {
	const { me } = signedInRoute.useRouteContext();
	const client = useQueryClient();
	const navigate = useNavigate();
	const [ended, setEnded] = useState(false);
	const leaving = useRef(false);
	const end = useCallback(() => setEnded(!leaving.current), []);
	useEffect(() => onSignedOut(end), [end]);

	const leave = useCallback(async () => {
		if (!(await saveAll()) && !window.confirm(strings.shell.signOutUnsaved)) return;
		leaving.current = true;
		try {
			await signOut();
		} catch (error) {
			leaving.current = isProblem(error) && error.status === 401;
			if (!leaving.current) return void toast.error(isProblem(error) ? error.message : String(error));
		}
		clearDrafts();
		client.clear();
		client.setQueryData(meQuery.queryKey, null);
		await navigate({ to: "/sign-in", ignoreBlocker: true });
	}, [client, navigate]);

	const renew = useCallback(
		(who: Me) => {
			if (who.id !== me.id) return startAnew();
			client.setQueryData(meQuery.queryKey, who);
			setEnded(false);
			void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
		},
		[client, me.id],
	);

	return (
		<SessionContext.Provider value={{ me, leave }}>
			<LiveProvider user={me.id} ended={ended} onEnded={end}>
				{children}
			</LiveProvider>
			{ended && (
				<Suspense>
					<SessionEnded me={me} onSignedIn={renew} />
				</Suspense>
			)}
		</SessionContext.Provider>
	);
}

/** Nothing of the one before is left in this tab. */
function startAnew(): void {
	clearDrafts();
	// Nobody is asked about the unsaved work of another one, or can stay and save it.
	window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
	window.location.assign("/");
}
