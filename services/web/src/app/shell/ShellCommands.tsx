import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useSession } from "@/app/shell/session";
import { mayAct } from "@/features/auth/api";
import { useCommand } from "@/lib/commands/react";
import { toggleTheme } from "@/lib/theme";

const loadPalette = () => import("@/app/shell/CommandPalette");
const loadSheet = () => import("@/app/shell/ShortcutSheet");
const CommandPalette = lazy(loadPalette);
const ShortcutSheet = lazy(loadSheet);
/** After the page itself: whoever presses Ctrl+K types on at once, and nothing typed may be lost. */
const PRELOAD_MS = 500;

/** The commands that work on every page, and what two of them open. */
export function ShellCommands() {
	const navigate = useNavigate();
	const { me, leave } = useSession();
	const [open, setOpen] = useState<"palette" | "sheet" | null>(null);
	const close = () => setOpen(null);
	useEffect(() => {
		const timer = setTimeout(() => void Promise.allSettled([loadPalette(), loadSheet()]), PRELOAD_MS);
		return () => clearTimeout(timer);
	}, []);
	useCommand("shell.palette", () => setOpen(open === "palette" ? null : "palette"));
	useCommand("shell.shortcuts", () => setOpen("sheet"));
	useCommand("shell.theme", toggleTheme);
	useCommand("shell.signOut", () => void leave());
	useCommand("go.newSession", () => void navigate({ to: "/pilot" }), { enabled: mayAct(me.role, "engineer") });
	useCommand("go.cases", () => void navigate({ to: "/cases" }), { enabled: mayAct(me.role, "viewer") });
	useCommand("go.escalations", () => void navigate({ to: "/escalations" }), { enabled: mayAct(me.role, "viewer") });
	useCommand("go.fixes", () => void navigate({ to: "/fixes" }), { enabled: mayAct(me.role, "viewer") });
	useCommand("go.flows", () => void navigate({ to: "/flows" }), { enabled: mayAct(me.role, "viewer") });
	useCommand("go.scripts", () => void navigate({ to: "/script-templates" }), { enabled: mayAct(me.role, "viewer") });
	useCommand("go.review", () => void navigate({ to: "/review-queue" }), { enabled: mayAct(me.role, "team_admin") });
	useCommand("go.gaps", () => void navigate({ to: "/knowledge-gaps" }), { enabled: mayAct(me.role, "engineer") });
	useCommand("go.notifications", () => void navigate({ to: "/notifications" }), {
		enabled: mayAct(me.role, "viewer"),
	});
	useCommand("go.analytics", () => void navigate({ to: "/analytics" }), { enabled: mayAct(me.role, "engineer") });
	useCommand("go.psa", () => void navigate({ to: "/settings/psa" }), { enabled: mayAct(me.role, "account_admin") });
	useCommand("go.webhooks", () => void navigate({ to: "/settings/webhooks" }), {
		enabled: mayAct(me.role, "account_admin"),
	});
	useCommand("go.installation", () => void navigate({ to: "/installation" }), {
		enabled: mayAct(me.role, "operator"),
	});
	return (
		<Suspense>
			{open === "palette" && <CommandPalette onClose={close} />}
			{open === "sheet" && <ShortcutSheet onClose={close} />}
		</Suspense>
	);
}
