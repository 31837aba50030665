import { Link } from "@tanstack/react-router";
import { Star, TriangleAlert } from "lucide-react";
import type { MouseEvent } from "react";
import { ConfidenceBadge } from "@/features/case/components/ConfidenceBadge";
import { StatusBadge } from "@/features/case/components/StatusBadge";
import type { CaseItem } from "@/features/history/api";
import type { Sort } from "@/features/history/filters";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { strings } from "@/lib/strings";

const text = strings.history;

/** The columns of a wide list; on a narrow screen the row is a card. */
export const COLUMNS =
	"lg:grid-cols-[minmax(0,1fr)_10rem_8rem_4rem_6.5rem] lg:items-center lg:gap-4 2xl:grid-cols-[minmax(0,1fr)_14rem_11rem_9rem_5rem_8rem] 2xl:gap-6";

/** One case of the list. */
export function CaseRow(props: {
	item: CaseItem;
	client: string | undefined;
	now: Date;
	sort: Sort;
	selected: boolean;
	onOpen: (id: string) => void;
}) {
	const { item, client, selected } = props;
	const open = (event: MouseEvent) => {
		if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
		event.preventDefault();
		props.onOpen(item.id);
	};
	return (
		<Link
			to="/pilot/$sessionId"
			params={{ sessionId: item.id }}
			preload={false}
			data-case={item.id}
			aria-current={selected || undefined}
			onClick={open}
			className={cn(
				"glass grid grid-cols-[1fr_auto] gap-x-3 gap-y-2 px-4 py-3 backdrop-blur-none hover:border-primary/50 lg:grid lg:px-5 lg:py-2.5",
				COLUMNS,
				selected && "border-primary bg-primary/8",
			)}
		>
			<span className="order-3 col-span-2 min-w-0 lg:order-none lg:col-span-1">
				<span className="line-clamp-2 font-medium lg:line-clamp-1">{item.title ?? text.untitled}</span>
				<Details item={item} client={client} />
			</span>
			<span className="hidden truncate text-muted-foreground text-sm 2xl:block">{client ?? "–"}</span>
			<span className="order-1 lg:order-none">
				<StatusBadge status={item.status} />
			</span>
			<span className="order-4 lg:order-none">
				<ConfidenceBadge tier={item.confidence_tier} />
			</span>
			<Steps item={item} />
			<When item={item} now={props.now} sort={props.sort} />
		</Link>
	);
}

function Details({ item, client }: { item: CaseItem; client: string | undefined }) {
	const domains: Readonly<Record<string, string>> = strings.common.domains;
	const urgent: Readonly<Record<string, string>> = text.urgent;
	const words = [domains[item.problem_domain ?? ""] ?? text.analysing, item.user_name, item.matched_flow_name];
	return (
		<span className="flex min-w-0 items-center gap-2 text-muted-foreground text-sm">
			{urgent[item.urgency ?? ""] && (
				<span className="flex shrink-0 items-center gap-1 text-warning">
					<TriangleAlert aria-hidden="true" className="size-3.5" />
					{urgent[item.urgency ?? ""]} ·
				</span>
			)}
			<span className="truncate">
				{words.filter(Boolean).join(" · ")}
				{client && <span className="2xl:hidden"> · {client}</span>}
			</span>
		</span>
	);
}

function Steps({ item }: { item: CaseItem }) {
	return (
		<span className="order-5 flex items-center justify-end gap-2 text-muted-foreground text-sm tabular-nums lg:order-none lg:justify-start">
			<span className="lg:sr-only">{text.steps(item.step_count)}</span>
			<span aria-hidden="true" className="hidden lg:inline">
				{item.step_count}
			</span>
			{item.session_rating !== null && (
				<span className="flex items-center gap-0.5" title={text.rating(item.session_rating)}>
					<Star aria-hidden="true" className="size-3.5 fill-current text-star" />
					<span className="sr-only">{text.rating(item.session_rating)}</span>
					<span aria-hidden="true">{item.session_rating}</span>
				</span>
			)}
		</span>
	);
}

function When({ item, now, sort }: { item: CaseItem; now: Date; sort: Sort }) {
	const at = sort === "updated" ? item.updated_at : item.created_at;
	return (
		<time
			dateTime={at}
			title={formatDateTime(at)}
			className="order-2 text-right text-muted-foreground text-sm tabular-nums lg:order-none"
		>
			{formatAgo(at, now)}
		</time>
	);
}
