import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Hourglass } from "lucide-react";
import { useRef } from "react";
import { useMe } from "@/app/shell/session";
import { ListSkeleton } from "@/components/list-skeleton";
import { MineOrAll } from "@/components/mine-or-all";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { mayAct } from "@/features/auth/api";
import { pendingFixesQuery } from "@/features/fixes/api";
import { PendingRow } from "@/features/fixes/components/PendingRow";
import { fixesRoute } from "@/features/fixes/route";
import { fixStrings as text } from "@/features/fixes/strings";
import { useCommand } from "@/lib/commands/react";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;

/** The fixes that wait to be verified, in all my cases: to be decided here, or read up on. */
export function FixesPage() {
	const me = useMe();
	const search = fixesRoute.useSearch();
	const navigate = useNavigate();
	const mine = search.scope !== "all" && mayAct(me.role, "engineer");
	const fixes = useQuery(pendingFixesQuery(mine));
	const now = useNow(MINUTE_MS);
	const list = useRef<HTMLUListElement>(null);
	const waiting = fixes.data ?? [];
	useRowKeys(list, waiting.length > 0);
	return (
		<Page
			title={text.pageTitle}
			className="max-w-[88rem] content-start"
			actions={
				mayAct(me.role, "engineer") && (
					<MineOrAll
						label={text.scope}
						names={text.scopes}
						mine={mine}
						onChange={(next) => void navigate({ to: "/fixes", search: { scope: next ? undefined : "all" } })}
					/>
				)
			}
		>
			<p className="-mt-4 text-muted-foreground">{text.pageHint}</p>
			{fixes.isPending && <ListSkeleton />}
			{fixes.isError && <ProblemNote error={fixes.error} onRetry={() => void fixes.refetch()} />}
			{fixes.isSuccess && waiting.length === 0 && <Empty />}
			<ul ref={list} aria-label={text.list} className="grid gap-3 empty:hidden">
				{waiting.map((fix) => (
					<PendingRow key={fix.id} fix={fix} now={now} mayRecord={fix.user_id === me.id} />
				))}
			</ul>
		</Page>
	);
}

/** j and k go from one fix to the next. */
function useRowKeys(list: { current: HTMLElement | null }, enabled: boolean): void {
	const go = (by: number) => {
		const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-fix]") ?? [])];
		const row = document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-fix]");
		const at = row ? rows.indexOf(row) : -1;
		const to = at === -1 ? (by > 0 ? 0 : rows.length - 1) : at + by;
		rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
	};
	useCommand("fixes.next", () => go(1), { enabled });
	useCommand("fixes.previous", () => go(-1), { enabled });
}

function Empty() {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<Hourglass aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">{text.emptyHint}</p>
			<Button asChild>
				<Link to="/cases">{text.toCases}</Link>
			</Button>
		</div>
	);
}
