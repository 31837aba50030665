import { onceEach } from "@/lib/pages";
import "@/features/flows/commands";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FilePlus2, FileUp, SearchX, Split } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useMe } from "@/app/shell/session";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { CommandTip } from "@/components/ui/tooltip";
import { mayAct } from "@/features/auth/api";
import { flowsQuery } from "@/features/flows/api";
import { ExportMenu } from "@/features/flows/components/ExportMenu";
import { FlowFilters } from "@/features/flows/components/FlowFilters";
import { FlowTable } from "@/features/flows/components/FlowTable";
import { ImportDialog } from "@/features/flows/components/ImportDialog";
import { NewFlowDialog } from "@/features/flows/components/NewFlowDialog";
import { countFilters, type FlowsSearch, searchOf, withoutFilters } from "@/features/flows/filters";
import { flowsRoute } from "@/features/flows/route";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";
import { formatNumber } from "@/lib/dates";

/** Every flow of the library: found, filtered, opened, written, imported and exported. */
export function FlowsPage() {
	const me = useMe();
	const raw = flowsRoute.useSearch();
	const search = useMemo(() => searchOf(raw as Record<string, unknown>), [raw]);
	const navigate = useNavigate();
	const flows = useInfiniteQuery(flowsQuery(search));
	const items = useMemo(() => onceEach(flows.data?.pages), [flows.data]);
	const [asked, setAsked] = useState<"create" | "import" | null>(null);
	const close = () => setAsked(null);
	const mayWrite = mayAct(me.role, "team_admin");
	const change = (next: FlowsSearch, replace: boolean) =>
		void navigate({ to: "/flows", search: next, replace, resetScroll: false });
	useCommand("flows.create", () => setAsked("create"), { enabled: mayWrite });
	useCommand("flows.import", () => setAsked("import"), { enabled: mayWrite });
	const words = flows.hasNextPage ? text.countAtLeast : text.count;
	return (
		<Page
			title={text.title}
			className="max-w-[110rem] content-start"
			actions={
				<div className="flex flex-wrap items-center gap-2">
					<p role="status" className="w-full text-muted-foreground text-sm tabular-nums sm:mr-2 sm:w-auto">
						{flows.data && words(formatNumber(items.length))}
					</p>
					<ExportMenu />
					{mayWrite && (
						<>
							<CommandTip id="flows.import">
								<Button onClick={() => setAsked("import")}>
									<FileUp aria-hidden="true" />
									{text.importShort}
								</Button>
							</CommandTip>
							<CommandTip id="flows.create">
								<Button variant="primary" onClick={() => setAsked("create")}>
									<FilePlus2 aria-hidden="true" />
									{text.create}
								</Button>
							</CommandTip>
						</>
					)}
				</div>
			}
		>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			<FlowFilters search={search} change={change} />
			{flows.isPending && <ListSkeleton />}
			{flows.isError && !flows.isFetchNextPageError && (
				<ProblemNote error={flows.error} onRetry={() => void flows.refetch()} />
			)}
			{flows.isSuccess && items.length === 0 && (
				<Empty filtered={countFilters(search) > 0} mayWrite={mayWrite}>
					{countFilters(search) > 0 ? (
						<Button variant="primary" onClick={() => change(withoutFilters(search), false)}>
							{text.clear}
						</Button>
					) : (
						mayWrite && (
							<Button variant="primary" onClick={() => setAsked("create")}>
								{text.create}
							</Button>
						)
					)}
				</Empty>
			)}
			{items.length > 0 && <FlowTable items={items} flows={flows} fades={flows.isPlaceholderData} />}
			{asked === "create" && <NewFlowDialog onClose={close} />}
			{asked === "import" && <ImportDialog onClose={close} />}
		</Page>
	);
}

function Empty({ filtered, mayWrite, children }: { filtered: boolean; mayWrite: boolean; children: ReactNode }) {
	const Icon = filtered ? SearchX : Split;
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<Icon aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{filtered ? text.noneTitle : text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">
				{filtered ? text.noneHint : mayWrite ? text.emptyHint : text.emptyHintReader}
			</p>
			<div className="flex flex-wrap justify-center gap-3">{children}</div>
		</div>
	);
}
