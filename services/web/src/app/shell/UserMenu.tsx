import { ChevronsUpDown, LogOut, SunMoon } from "lucide-react";
import { useSession } from "@/app/shell/session";
import { Menu } from "@/components/ui/menu";
import { initialsOf } from "@/lib/names";
import { strings } from "@/lib/strings";
import { toggleTheme } from "@/lib/theme";

/** Who is signed in, in which account and role; the theme; the way out. */
export function UserMenu() {
	const { me, leave } = useSession();
	return (
		<Menu
			align="start"
			trigger={
				<button
					type="button"
					className="flex w-full items-center gap-3 rounded-xl border border-border p-2.5 text-left text-sm hover:bg-accent"
				>
					<span
						aria-hidden="true"
						className="grid size-9 shrink-0 place-items-center rounded-full bg-primary/15 font-semibold text-primary"
					>
						{initialsOf(me.name)}
					</span>
					<span className="min-w-0 grow">
						<span className="block truncate font-medium">{me.name}</span>
						<span className="block truncate text-muted-foreground text-xs">{strings.shell.roles[me.role]}</span>
					</span>
					<ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
				</button>
			}
		>
			{({ MenuItem, MenuLabel, MenuSeparator }) => (
				<>
					<MenuLabel className="grid gap-0.5">
						<span className="text-foreground">{me.email}</span>
						<span>{me.account_name}</span>
						{me.team_name && <span>{me.team_name}</span>}
					</MenuLabel>
					<MenuSeparator />
					<MenuItem onSelect={toggleTheme}>
						<SunMoon aria-hidden="true" />
						{strings.shell.switchTheme}
					</MenuItem>
					<MenuItem onSelect={() => void leave()}>
						<LogOut aria-hidden="true" />
						{strings.shell.signOut}
					</MenuItem>
				</>
			)}
		</Menu>
	);
}
