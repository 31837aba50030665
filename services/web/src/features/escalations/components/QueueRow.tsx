import { Link } from "@tanstack/react-router";
import { ChevronDown, FolderOpen, HandHelping, TriangleAlert, Undo2 } from "lucide-react";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CommandTip } from "@/components/ui/tooltip";
import type { Me } from "@/features/auth/api";
import { ConfidenceBadge } from "@/features/case/components/ConfidenceBadge";
import type { Waiting } from "@/features/escalations/api";
import { PackageView } from "@/features/escalations/components/PackageView";
import { mayTakeBack, waitsForWord, whyNot } from "@/features/escalations/model";
import { escalationStrings as text } from "@/features/escalations/strings";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { strings } from "@/lib/strings";

/** One waiting case: who asks whom, why, since when; on Enter all that was tried. */
export function QueueRow(props: {
	item: Waiting;
	me: Me;
	now: Date;
	open: boolean;
	onToggle: () => void;
	onTake: () => void;
	onTakeBack: () => void;
}) {
	const { item, open } = props;
	const details = useId();
	const refusal = item.may_pick_up ? null : whyNot(item, props.me);
	return (
		<li className={cn("glass overflow-clip backdrop-blur-none", open && "border-primary/50")}>
			<div className="grid gap-x-6 gap-y-3 p-4 sm:p-5 lg:grid-cols-[minmax(0,1fr)_auto]">
				<button
					type="button"
					data-case={item.id}
					aria-expanded={open}
					aria-controls={open ? details : undefined}
					onClick={props.onToggle}
					className="-m-2 grid min-w-0 gap-2 rounded-xl p-2 text-left hover:bg-accent/40"
				>
					<span className="flex min-w-0 items-start gap-2">
						<span className="line-clamp-2 font-medium text-lg leading-snug">{item.title ?? text.untitled}</span>
						<ChevronDown
							aria-hidden="true"
							className={cn("mt-1 size-4 shrink-0 text-muted-foreground transition-transform", open && "rotate-180")}
						/>
					</span>
					<span
						className={cn("whitespace-pre-wrap break-words border-warning/60 border-l-2 pl-3", !open && "line-clamp-2")}
					>
						{item.escalation_reason}
					</span>
					<Who item={item} me={props.me} now={props.now} />
				</button>
				<div className="flex flex-wrap items-start gap-2 lg:max-w-64 lg:flex-col lg:items-end">
					{item.may_pick_up && (
						<Button variant={open ? "primary" : "secondary"} onClick={props.onTake}>
							<HandHelping aria-hidden="true" />
							{text.pickUp}
						</Button>
					)}
					{mayTakeBack(item, props.me) && <TakeBackButton item={item} onTakeBack={props.onTakeBack} />}
					{refusal && <p className="text-muted-foreground text-sm lg:text-right">{refusal}</p>}
				</div>
			</div>
			{open && (
				<div id={details} className="grid gap-6 border-border border-t bg-background/40 p-4 sm:p-6">
					{item.escalation_package && <PackageView found={item.escalation_package} />}
					<Button asChild className="justify-self-start">
						<Link to="/pilot/$sessionId" params={{ sessionId: item.id }}>
							<FolderOpen aria-hidden="true" />
							{text.open}
						</Link>
					</Button>
				</div>
			)}
		</li>
	);
}

function TakeBackButton({ item, onTakeBack }: { item: Waiting; onTakeBack: () => void }) {
	return (
		<CommandTip id="case.takeBack">
			<Button variant="ghost" aria-label={text.takeBackOf(item.title ?? text.untitled)} onClick={onTakeBack}>
				<Undo2 aria-hidden="true" />
				{text.takeBack}
			</Button>
		</CommandTip>
	);
}

function Who({ item, me, now }: { item: Waiting; me: Me; now: Date }) {
	const urgent: Readonly<Record<string, string>> = strings.history.urgent;
	const by = item.escalated_by_id === me.id ? text.youEscalated : text.escalatedBy(item.escalated_by_name ?? "—");
	const urgency = urgent[item.urgency ?? ""];
	return (
		<span className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-muted-foreground text-sm">
			<span>
				{by}{" "}
				{item.escalated_at && (
					<time dateTime={item.escalated_at} title={formatDateTime(item.escalated_at)}>
						{formatAgo(item.escalated_at, now)}
					</time>
				)}
			</span>
			<Badge tone={item.escalated_to_id === me.id ? "primary" : "neutral"}>
				{text.waitsFor(waitsForWord(item, me))}
			</Badge>
			<ConfidenceBadge tier={item.confidence_tier} />
			{urgency && (
				<Badge tone="warning">
					<TriangleAlert aria-hidden="true" />
					{urgency}
				</Badge>
			)}
		</span>
	);
}
