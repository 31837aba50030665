import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import type { ProposalItem } from "@/features/review/api";
import { ConfidenceMark } from "@/features/review/components/ConfidenceMark";
import { StatusMark } from "@/features/review/components/StatusMark";
import { TypeMark } from "@/features/review/components/TypeMark";
import { domainWord } from "@/features/review/model/words";
import { reviewStrings as text } from "@/features/review/strings";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** One proposal of the list. On a wide screen it is read beside the list, else in its place. */
export function QueueRow(props: {
	item: ProposalItem;
	now: Date;
	selected: boolean;
	wide: boolean;
	onSelect: (id: string) => void;
}) {
	const { item, selected } = props;
	const beside = (event: MouseEvent) => {
		if (!props.wide || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		props.onSelect(item.id);
	};
	return (
		<Link
			from="/review-queue"
			to="/review-queue"
			search={(now) => ({ ...now, selected: item.id, edit: undefined })}
			data-proposal={item.id}
			aria-current={selected ? "true" : undefined}
			onClick={beside}
			className={cn(
				"glass grid gap-2 p-4 hover:border-primary/60",
				selected && "border-primary! bg-primary/10 shadow-[inset_3px_0_0_var(--primary)]",
			)}
		>
			<span className="line-clamp-2 break-words font-medium leading-snug">{item.title}</span>
			<span className="flex flex-wrap items-center gap-1.5">
				<TypeMark type={item.proposal_type} />
				<ConfidenceMark score={item.confidence_score} />
				{item.status !== "pending" && item.status !== "auto_reinforced" && <StatusMark status={item.status} />}
			</span>
			<span className="flex flex-wrap gap-x-2 text-muted-foreground text-xs">
				<span>{domainWord(item.problem_domain)}</span>
				<span aria-hidden="true">·</span>
				<span>{text.cases(item.supporting_session_count)}</span>
				<span aria-hidden="true">·</span>
				<time dateTime={item.created_at} title={formatDateTime(item.created_at)}>
					{formatAgo(item.created_at, props.now)}
				</time>
			</span>
		</Link>
	);
}
