import { Link } from "@tanstack/react-router";
import { Sparkles } from "lucide-react";
import type { FlowItem } from "@/features/flows/api";
import { StateBadge } from "@/features/flows/components/StateBadge";
import { flowStrings as text } from "@/features/flows/strings";
import { cn } from "@/lib/cn";
import { formatAgo } from "@/lib/dates";
import { percent } from "@/lib/percent";
import { strings } from "@/lib/strings";

/** The columns of the list where there is room for them. */
export const COLUMNS = "lg:grid-cols-[minmax(0,1fr)_11rem_8rem_9rem_8rem] lg:gap-6";

/** One flow of the library. */
export function FlowRow({ item }: { item: FlowItem }) {
	const domains: Readonly<Record<string, string>> = strings.common.domains;
	return (
		<Link
			to="/flows/$flowId"
			params={{ flowId: item.id }}
			data-row={item.id}
			className={cn(
				"glass grid gap-x-4 gap-y-2 px-5 py-3 hover:border-primary/60 focus-visible:border-primary lg:items-center",
				COLUMNS,
				item.status === "archived" && "opacity-80",
			)}
		>
			<span className="grid min-w-0 gap-0.5">
				<span className="break-words font-medium">{item.name}</span>
				<span className="flex flex-wrap items-center gap-x-2 text-muted-foreground text-sm">
					{domains[item.problem_domain] ?? item.problem_domain}
					{item.category && <span>· {item.category}</span>}
					{item.origin !== "manual" && (
						<span className="inline-flex items-center gap-1">
							· <Sparkles aria-hidden="true" className="size-3.5" />
							{text.origins[item.origin]}
						</span>
					)}
				</span>
			</span>
			<span className="flex flex-wrap items-center gap-x-2 gap-y-1">
				<StateBadge status={item.status} />
				{item.has_draft_changes && <span className="text-warning text-xs">{text.draftChanges}</span>}
			</span>
			<span className="flex flex-wrap gap-x-4 gap-y-1 lg:contents">
				<Cell name={text.columns.success}>
					{item.success_rate === null ? (
						<span className="text-muted-foreground">{text.noRate}</span>
					) : (
						<Rate share={item.success_rate} />
					)}
				</Cell>
				<Cell name={text.columns.matched}>
					{item.last_matched_at ? (
						formatAgo(item.last_matched_at)
					) : (
						<span className="text-muted-foreground">{text.neverMatched}</span>
					)}
				</Cell>
				<Cell name={text.columns.updated} className="lg:text-right">
					<time dateTime={item.updated_at}>{formatAgo(item.updated_at)}</time>
				</Cell>
			</span>
		</Link>
	);
}

function Cell(props: { name: string; className?: string; children: React.ReactNode }) {
	return (
		<span className={cn("text-sm tabular-nums", props.className)}>
			<span className="text-muted-foreground lg:sr-only">{props.name}: </span>
			{props.children}
		</span>
	);
}

function Rate({ share }: { share: number }) {
	return (
		<span className="inline-flex items-center gap-2">
			<span aria-hidden="true" className="h-1.5 w-14 overflow-hidden rounded-full bg-accent">
				<span className="block h-full bg-success-solid" style={{ width: `${Math.round(share * 100)}%` }} />
			</span>
			{percent(share)}
		</span>
	);
}
