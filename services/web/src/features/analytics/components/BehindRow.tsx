import { Link } from "@tanstack/react-router";
import { Star } from "lucide-react";
import type { MouseEvent } from "react";
import type { CountedSession } from "@/features/analytics/api";
import { duration } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { ConfidenceBadge } from "@/features/case/components/ConfidenceBadge";
import { StatusBadge } from "@/features/case/components/StatusBadge";
import { formatDateTime, formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

const COLUMNS =
	"lg:grid-cols-[minmax(0,1fr)_10.5rem_8.5rem_9rem_auto] lg:items-center lg:gap-4 2xl:grid-cols-[minmax(0,1fr)_12rem_10rem_12rem_auto] 2xl:gap-6";

/** A session behind a number, with what it was counted by; a link to the case. */
export function BehindRow(props: {
	item: CountedSession;
	client: string | undefined;
	selected: boolean;
	onOpen: (id: string) => void;
}) {
	const { item, client, selected } = props;
	const domains: Readonly<Record<string, string>> = strings.common.domains;
	const details = [domains[item.problem_domain ?? ""], item.user_name, client, item.matched_flow_name];
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
			aria-current={selected || undefined}
			onClick={open}
			className={`glass grid grid-cols-[1fr_auto] gap-x-3 gap-y-2 px-4 py-3 hover:border-primary/50 aria-[current=true]:border-primary aria-[current=true]:bg-primary/8 lg:px-5 lg:py-2.5 ${COLUMNS}`}
		>
			<span className="order-3 col-span-2 min-w-0 lg:order-none lg:col-span-1">
				<span className="line-clamp-2 font-medium lg:line-clamp-1">{item.problem_summary ?? text.untitled}</span>
				<span className="block truncate text-muted-foreground text-sm">{details.filter(Boolean).join(" · ")}</span>
			</span>
			<span className="order-1 lg:order-none">
				<StatusBadge status={item.status} />
			</span>
			<span className="order-4 lg:order-none">
				<ConfidenceBadge tier={item.confidence_tier} />
			</span>
			<Took item={item} />
			<time
				dateTime={item.created_at}
				className="order-2 whitespace-nowrap text-right text-muted-foreground text-sm tabular-nums lg:order-none"
			>
				{formatDateTime(item.created_at)}
			</time>
		</Link>
	);
}

function Took({
	item: { steps_to_resolution, step_count, seconds_to_resolution, session_rating },
}: {
	item: CountedSession;
}) {
	const steps = steps_to_resolution ?? step_count;
	return (
		<span className="order-5 flex items-center justify-end gap-3 text-muted-foreground text-sm tabular-nums lg:order-none lg:justify-start">
			<span>
				{text.stepsOf(steps, formatNumber(steps))}
				{seconds_to_resolution !== null && ` · ${duration(seconds_to_resolution)}`}
			</span>
			{session_rating !== null && (
				<span className="flex items-center gap-0.5">
					<Star aria-hidden="true" className="size-3.5 fill-current text-star" />
					<span className="sr-only">{text.rated(session_rating)}</span>
					<span aria-hidden="true">{session_rating}</span>
				</span>
			)}
		</span>
	);
}
