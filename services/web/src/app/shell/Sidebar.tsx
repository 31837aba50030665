import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { NAV, type NavEntry } from "@/app/shell/nav";
import { useMe } from "@/app/shell/session";
import { UserMenu } from "@/app/shell/UserMenu";
import { CommandTip } from "@/components/ui/tooltip";
import { mayAct } from "@/features/auth/api";
import { cn } from "@/lib/cn";
import { commandOf } from "@/lib/commands/catalogue";
import { strings } from "@/lib/strings";

/** Where to go, and who I am. `onGo` is called when an entry is followed; `bell` stands beside the name. */
export function Sidebar({ onGo, bell }: { onGo?: () => void; bell?: ReactNode }) {
	const me = useMe();
	return (
		<div className="flex h-full flex-col gap-4 p-4">
			<div className="relative">
				<Link
					to="/"
					className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 rounded-lg px-2 py-1"
					onClick={onGo}
				>
					<img src="/mark.svg" alt="" width={26} height={26} />
					<span className="font-display font-semibold text-[1.0625rem] leading-7">{strings.common.productName}</span>
					<span className="col-start-2 truncate text-[0.6875rem] text-muted-foreground">{me.account_name}</span>
				</Link>
				{bell && <div className="-top-1 -right-2 absolute">{bell}</div>}
			</div>
			<nav aria-label={strings.shell.navigation} className="grid gap-1">
				{NAV.filter((entry) => mayAct(me.role, entry.role)).map((entry) => (
					<NavLink key={entry.command} entry={entry} onGo={onGo} />
				))}
			</nav>
			<div className="mt-auto">
				<UserMenu />
			</div>
		</div>
	);
}

function NavLink({ entry, onGo }: { entry: NavEntry; onGo?: () => void }) {
	const { label, icon: Icon } = commandOf(entry.command);
	return (
		<CommandTip id={entry.command}>
			<Link
				to={entry.to}
				activeOptions={{ exact: true, includeSearch: false }}
				onClick={onGo}
				className={cn(
					"flex items-center gap-3 rounded-lg px-3 py-2.5 font-medium text-sm",
					entry.prominent
						? "mb-2 border border-primary/40 bg-primary/10 text-primary hover:bg-primary/20 aria-[current=page]:border-primary"
						: "text-muted-foreground hover:bg-accent hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:text-foreground",
				)}
			>
				{Icon && <Icon aria-hidden="true" className={cn("size-4", entry.prominent && "text-primary")} />}
				{label}
				{entry.Count && <entry.Count />}
			</Link>
		</CommandTip>
	);
}
