import { UserRound } from "lucide-react";
import { useMe } from "@/app/shell/session";
import { Card, CardTitle } from "@/components/ui/card";
import { mayAct } from "@/features/auth/api";
import "@/features/gaps/commands";
import type { Gap } from "@/features/gaps/api";
import { SeverityBadge, StatusBadge } from "@/features/gaps/components/Badges";
import { DraftFlow } from "@/features/gaps/components/DraftFlow";
import { Evidence } from "@/features/gaps/components/Evidence";
import { ExampleCases } from "@/features/gaps/components/ExampleCases";
import { FlowLink } from "@/features/gaps/components/FlowLink";
import { GapActions } from "@/features/gaps/components/GapActions";
import { MendFlow } from "@/features/gaps/components/MendFlow";
import { domainWord } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { usePeople } from "@/features/gaps/use-people";
import { formatDateTime } from "@/lib/dates";

/** A gap with all that is known of it. `onDrafted` is given the flow that was drafted for it. */
export function GapView({ gap, onDrafted }: { gap: Gap; onDrafted: (flow: string) => void }) {
	const mayDo = mayAct(useMe().role, "team_admin");
	return (
		<>
			<Standing gap={gap} />
			{mayDo ? <GapActions gap={gap} /> : <p className="text-muted-foreground text-sm">{text.readOnly}</p>}
			<div className="grid gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:items-start">
				<div className="grid gap-6">
					<About gap={gap} />
					<Evidence gap={gap} />
				</div>
				<div className="grid gap-6">
					{gap.status !== "closed" && <DraftFlow gap={gap} mayDo={mayDo} onDrafted={onDrafted} />}
					{gap.status !== "closed" && gap.flow_id && <MendFlow flow={gap.flow_id} node={gap.node_id} />}
					<ExampleCases ids={gap.example_session_ids} />
				</div>
			</div>
		</>
	);
}

/** How it stands, in a line. */
function Standing({ gap }: { gap: Gap }) {
	const { nameOf } = usePeople();
	return (
		<div className="-mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 text-muted-foreground text-sm">
			<span className="flex flex-wrap gap-2">
				<SeverityBadge severity={gap.severity} />
				<StatusBadge status={gap.status} />
			</span>
			{gap.status === "snoozed" && gap.snoozed_until && (
				<span>{text.snoozedUntil(formatDateTime(gap.snoozed_until))}</span>
			)}
			<span className="inline-flex items-center gap-1.5">
				<UserRound aria-hidden="true" className="size-4" />
				{gap.assigned_to ? text.assignedTo(nameOf(gap.assigned_to)) : text.notAssigned}
			</span>
			<span>
				{text.found} <time dateTime={gap.found_at}>{formatDateTime(gap.found_at)}</time>
			</span>
		</div>
	);
}

function About({ gap }: { gap: Gap }) {
	const kind = text.kinds[gap.kind];
	return (
		<Card aria-label={text.about} className="grid gap-4">
			<div className="grid gap-1.5">
				<CardTitle>{kind.word}</CardTitle>
				<p>{kind.meaning}</p>
				<p className="text-muted-foreground">{kind.action}</p>
			</div>
			<dl className="grid gap-x-4 gap-y-2 text-sm max-sm:[&_dd]:-mt-1.5 sm:grid-cols-[auto_minmax(0,1fr)]">
				<dt className="text-muted-foreground">{text.domain}</dt>
				<dd>{domainWord(gap.problem_domain)}</dd>
				{gap.flow_id && (
					<>
						<dt className="text-muted-foreground">{text.flow}</dt>
						<dd>
							<FlowLink id={gap.flow_id} name={gap.flow_name} node={gap.node_id} />
						</dd>
					</>
				)}
				{gap.keywords.length > 0 && (
					<>
						<dt className="text-muted-foreground">{text.keywords}</dt>
						<dd className="flex flex-wrap gap-1.5">
							{gap.keywords.map((word) => (
								<span key={word} className="break-all rounded-md bg-accent px-2 py-0.5 text-xs">
									{word}
								</span>
							))}
						</dd>
					</>
				)}
			</dl>
			{gap.status === "closed" && <HowClosed gap={gap} />}
		</Card>
	);
}

function HowClosed({ gap }: { gap: Gap }) {
	return (
		<div className="grid gap-1.5 rounded-xl border border-success/50 px-4 py-3 text-sm">
			<p className="font-medium">{text.closedReasons[gap.closed_reason ?? "by_hand"]}</p>
			<dl className="grid gap-x-4 gap-y-1.5 empty:hidden max-sm:[&_dd]:-mt-1 sm:grid-cols-[auto_minmax(0,1fr)]">
				{gap.closed_by_flow_id && (
					<>
						<dt className="text-muted-foreground">{text.closedBy}</dt>
						<dd>
							<FlowLink id={gap.closed_by_flow_id} name={null} node={null} />
						</dd>
					</>
				)}
				{gap.closed_note && (
					<>
						<dt className="text-muted-foreground">{text.note}</dt>
						<dd className="whitespace-pre-wrap break-words">{gap.closed_note}</dd>
					</>
				)}
			</dl>
		</div>
	);
}
