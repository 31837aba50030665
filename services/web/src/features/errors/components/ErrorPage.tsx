import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { CircleAlert, RefreshCw, ShieldAlert, Unplug, WifiOff } from "lucide-react";
import { useCallback, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { meQuery } from "@/features/auth/api";
import { HomeButton } from "@/features/errors/components/HomeButton";
import { NotFoundPage } from "@/features/errors/components/NotFoundPage";
import { Notice } from "@/features/errors/components/Notice";
import { NotAllowed } from "@/features/errors/not-allowed";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

const AGAIN_MS = 3000;
const text = strings.errors;

/** What kept a page from opening, as the page that says so. */
export function ErrorPage({ error, reset }: { error: unknown; reset?: () => void }) {
	const router = useRouter();
	const retry = useCallback(() => {
		reset?.();
		void router.invalidate();
	}, [router, reset]);
	if (error instanceof NotAllowed || (isProblem(error) && error.status === 403)) return <NotAllowedPage />;
	if (isProblem(error) && error.status === 404) return <NotFoundPage />;
	if (isProblem(error) && error.isPassing) return <AwayPage retry={retry} />;
	if (isLostChunk(error)) return navigator.onLine ? <OutdatedPage /> : <AwayPage retry={retry} />;
	return <FailedPage error={error} retry={retry} />;
}

function NotAllowedPage() {
	const role = useQueryClient().getQueryData(meQuery.queryKey)?.role ?? "viewer";
	return (
		<Notice icon={ShieldAlert} title={text.notAllowedTitle} hint={text.notAllowedHint(strings.shell.roles[role])}>
			<HomeButton />
		</Notice>
	);
}

/** Offline, or the server is gone; tries again by itself. */
function AwayPage({ retry }: { retry: () => void }) {
	useEffect(() => {
		const timer = setInterval(retry, AGAIN_MS);
		window.addEventListener("online", retry);
		return () => {
			clearInterval(timer);
			window.removeEventListener("online", retry);
		};
	}, [retry]);
	return navigator.onLine ? (
		<Notice icon={Unplug} title={text.goneTitle} hint={text.goneHint}>
			<Button onClick={retry}>{text.retry}</Button>
		</Notice>
	) : (
		<Notice icon={WifiOff} title={text.offlineTitle} hint={text.offlineHint} />
	);
}

/** The server was updated: the parts that this tab would load are no more. */
function OutdatedPage() {
	return (
		<Notice icon={RefreshCw} title={text.outdatedTitle} hint={text.outdatedHint}>
			<Button variant="primary" onClick={() => window.location.reload()}>
				{text.reload}
			</Button>
		</Notice>
	);
}

function FailedPage({ error, retry }: { error: unknown; retry: () => void }) {
	const id = isProblem(error) ? error.requestId : null;
	return (
		<Notice icon={CircleAlert} title={text.failedTitle} hint={isProblem(error) ? error.message : text.failedHint}>
			{id && <p className="break-all font-mono text-muted-foreground text-xs">{text.requestId(id)}</p>}
			<Button onClick={retry}>{text.retry}</Button>
		</Notice>
	);
}

function isLostChunk(error: unknown): boolean {
	return error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);
}
