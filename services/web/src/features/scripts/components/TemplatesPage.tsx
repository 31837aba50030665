import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { FilePlus2, PackagePlus, ScrollText, SearchX } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { mayAct } from "@/features/auth/api";
import { PAGE, send, type TemplateItem, templatesQuery } from "@/features/scripts/api";
import "@/features/scripts/commands";
import { TemplateFilters } from "@/features/scripts/components/TemplateFilters";
import { TemplateRow } from "@/features/scripts/components/TemplateRow";
import { countFilters, searchOf, type TemplatesSearch, withoutFilters } from "@/features/scripts/filters";
import { useRowKeys } from "@/features/scripts/hooks/useRowKeys";
import { templatesRoute } from "@/features/scripts/route";
import { scriptStrings as text } from "@/features/scripts/strings";
import { newKey } from "@/lib/api";
import { useCommand } from "@/lib/commands/react";
import { formatNumber } from "@/lib/dates";
import { keys } from "@/lib/queries";
import { toast } from "@/lib/toast";

/** Every script template: found, filtered and opened. */
export function TemplatesPage() {
	const me = useMe();
	const search = searchOf(templatesRoute.useSearch());
	const navigate = useNavigate();
	const templates = useQuery(templatesQuery(search));
	const items = templates.data ?? [];
	const mayWrite = mayAct(me.role, "team_admin");
	const change = (next: TemplatesSearch, replace: boolean) =>
		void navigate({ to: "/script-templates", search: { ...next }, replace, resetScroll: false });
	useCommand("scripts.create", () => void navigate({ to: "/script-templates/new" }), { enabled: mayWrite });
	return (
		<Page
			title={text.title}
			className="max-w-[88rem] content-start"
			actions={
				<div className="flex flex-wrap items-center gap-4">
					<p role="status" className="text-muted-foreground text-sm tabular-nums">
						{templates.isSuccess && countOf(items)}
					</p>
					{mayWrite && (
						<CommandTip id="scripts.create">
							<Button asChild variant="primary">
								<Link to="/script-templates/new">
									<FilePlus2 aria-hidden="true" />
									{text.create}
								</Link>
							</Button>
						</CommandTip>
					)}
				</div>
			}
		>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			<TemplateFilters search={search} change={change} />
			{templates.isPending && <ListSkeleton />}
			{templates.isError && <ProblemNote error={templates.error} onRetry={() => void templates.refetch()} />}
			{templates.isSuccess && items.length === 0 && (
				<Empty filtered={countFilters(search) > 0} onClear={() => change(withoutFilters(search), false)} />
			)}
			<Rows items={items} fades={templates.isPlaceholderData} />
		</Page>
	);
}

function Rows({ items, fades }: { items: readonly TemplateItem[]; fades: boolean }) {
	const list = useRef<HTMLUListElement>(null);
	useRowKeys(list, items.length > 0);
	return (
		<ul
			ref={list}
			aria-label={text.list}
			aria-busy={fades}
			className="grid gap-3 transition-opacity empty:hidden aria-busy:opacity-60 lg:grid-cols-2"
		>
			{items.map((item) => (
				<li key={item.id} className="grid">
					<TemplateRow item={item} />
				</li>
			))}
		</ul>
	);
}

function countOf(items: readonly TemplateItem[]): string {
	return (items.length < PAGE ? text.count : text.countAtLeast)(formatNumber(items.length));
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
	const me = useMe();
	if (filtered)
		return (
			<Notice icon={SearchX} title={text.noneTitle} hint={text.noneHint}>
				<Button variant="primary" onClick={onClear}>
					{text.clear}
				</Button>
			</Notice>
		);
	const mayWrite = mayAct(me.role, "team_admin");
	return (
		<Notice icon={ScrollText} title={text.emptyTitle} hint={mayWrite ? text.emptyHint : text.emptyHintReader}>
			{mayWrite && <StarterSet />}
		</Notice>
	);
}

function StarterSet() {
	const client = useQueryClient();
	const [key] = useState(newKey);
	const add = useMutation({
		mutationFn: () => send.starterSet(key),
		onSuccess: async ({ templates }) => {
			toast.success(text.starterAdded(templates.filter(({ status }) => status === "added").length));
			await client.invalidateQueries({ queryKey: keys.templates });
		},
	});
	return (
		<>
			<Button variant="primary" aria-disabled={add.isPending} onClick={() => add.isPending || add.mutate()}>
				{add.isPending ? <Spinner /> : <PackagePlus aria-hidden="true" />}
				{text.addStarterSet}
			</Button>
			{add.isError && <ProblemNote error={add.error} />}
		</>
	);
}

function Notice(props: { icon: typeof ScrollText; title: string; hint: string; children: ReactNode }) {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<props.icon aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{props.title}</h2>
			<p className="max-w-md text-muted-foreground">{props.hint}</p>
			<div className="flex flex-wrap justify-center gap-3">{props.children}</div>
		</div>
	);
}
