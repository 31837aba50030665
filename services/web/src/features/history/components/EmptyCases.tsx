import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Inbox, SearchX, Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/app/shell/session";
import { Button } from "@/components/ui/button";
import { mayAct } from "@/features/auth/api";
import type { Scoped } from "@/features/history/components/CasesPage";
import { type CasesSearch, countFilters, type Scope } from "@/features/history/filters";
import { allClientsQuery } from "@/lib/clients";
import { strings } from "@/lib/strings";

const text = strings.history;
const names = strings.common;
const NEVER: Readonly<Record<Scope, { title: string; hint: string }>> = {
	mine: { title: text.emptyMineTitle, hint: text.emptyMineHint },
	team: { title: text.emptyTeamTitle, hint: text.emptyHint },
	all: { title: text.emptyTitle, hint: text.emptyHint },
};
const WITHIN: Readonly<Record<Scope, string>> = { mine: text.noneMine, team: text.noneTeam, all: "" };

/** Why there is nothing, and what to do about it. */
export function EmptyCases(props: Scoped) {
	const { search, scope, change, clear } = props;
	const me = useMe();
	const showAll = scope !== "all" && (
		<Button onClick={() => change({ ...search, scope: "all" }, false)}>{text.showAll}</Button>
	);
	if (countFilters(search) > 0)
		return (
			<Empty icon={SearchX} title={text.noneTitle} hint={<Reason search={search} scope={scope} />}>
				<Button variant="primary" onClick={clear}>
					{text.clear}
				</Button>
				{showAll}
			</Empty>
		);
	return (
		<Empty icon={Inbox} title={NEVER[scope].title} hint={NEVER[scope].hint}>
			{mayAct(me.role, "engineer") && (
				<Button asChild variant="primary">
					<Link to="/pilot">
						<Sparkles aria-hidden="true" />
						{text.start}
					</Link>
				</Button>
			)}
			{showAll}
		</Empty>
	);
}

function Reason({ search, scope }: { search: CasesSearch; scope: Scope }) {
	const { data: clients } = useQuery(allClientsQuery);
	const client = clients?.find(({ id }) => id === search.client)?.name;
	const parts = [
		search.q && text.noneText(search.q),
		search.status && names.statuses[search.status],
		search.domain && names.domains[search.domain],
		search.tier && names.confidence[search.tier].word,
		search.client && (client ?? text.client),
		search.period && text.periods[search.period],
		(search.from || search.to) && `${search.from ?? "…"} – ${search.to ?? "…"}`,
	];
	return (
		<>
			{text.noneHint(parts.filter(Boolean).join(", "))} {WITHIN[scope]}
		</>
	);
}

function Empty(props: { icon: typeof Inbox; title: string; hint: ReactNode; children: ReactNode }) {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<props.icon aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{props.title}</h2>
			<p className="max-w-md text-muted-foreground">{props.hint}</p>
			<div className="flex flex-wrap justify-center gap-3">{props.children}</div>
		</div>
	);
}
