import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { BellSlot } from "@/app/shell/BellSlot";
import { ConnectionBanner } from "@/app/shell/ConnectionBanner";
import { ShellCommands } from "@/app/shell/ShellCommands";
import { Sidebar } from "@/app/shell/Sidebar";
import { SessionProvider } from "@/app/shell/session";
import { TopBar } from "@/app/shell/TopBar";
import { strings } from "@/lib/strings";

/** What stands around every page of somebody who is signed in. */
export function AppShell() {
	return (
		<SessionProvider>
			<ShellCommands />
			<a
				href="#content"
				className="sr-only z-50 rounded-lg bg-primary px-4 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
			>
				{strings.shell.skipToContent}
			</a>
			<div className="md:grid md:min-h-dvh md:grid-cols-[15rem_minmax(0,1fr)] print:block">
				<aside
					data-print="hidden"
					className="sticky top-0 hidden h-dvh flex-col border-border border-r bg-card md:flex"
				>
					<Sidebar bell={<BellSlot align="start" speaks />} />
				</aside>
				<TopBar />
				<div className="min-w-0">
					<ConnectionBanner />
					<Content />
				</div>
			</div>
		</SessionProvider>
	);
}

/** The page; it takes the focus when another one opens, so that reading begins at its top. */
function Content() {
	const path = useRouterState({ select: (state) => state.location.pathname });
	const content = useRef<HTMLDivElement>(null);
	const first = useRef(path);
	useEffect(() => {
		if (first.current !== path) content.current?.focus({ preventScroll: true });
		first.current = path;
	}, [path]);
	return (
		<main ref={content} id="content" tabIndex={-1} className="outline-none">
			<Outlet />
		</main>
	);
}
