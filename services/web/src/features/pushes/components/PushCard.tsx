import { CircleCheck, CircleX, Hourglass, RotateCw, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { type Push, pushAgain } from "@/features/pushes/api";
import { nextWord, pushWord, writtenWords } from "@/features/pushes/model";
import { pushStrings as text } from "@/features/pushes/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";
import { formatAgo, formatDateTime } from "@/lib/dates";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

const LOOKS = {
	pending: { icon: Hourglass, tone: "primary", edge: "" },
	succeeded: { icon: CircleCheck, tone: "success", edge: "border-success/40" },
	failed: { icon: TriangleAlert, tone: "warning", edge: "border-warning/50" },
	abandoned: { icon: CircleX, tone: "danger", edge: "border-danger/50" },
} as const;

/** One closing document on its way into the ticket: how it stands, what was written, what is in its way. */
export function PushCard(props: { session: string; push: Push; several: boolean; latest: boolean; mayRetry: boolean }) {
	const { push, latest } = props;
	const { icon: Icon, tone, edge } = LOOKS[push.status];
	const title = `push-${push.outcome}`;
	const next = nextWord(push);
	return (
		<article aria-labelledby={title} className={cn("glass grid gap-3 p-5", edge)}>
			<header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
				<h3 id={title} className="font-semibold text-lg">
					{props.several ? text.titleOf(push.outcome) : text.title}
				</h3>
				<Badge tone={tone}>
					<Icon aria-hidden="true" />
					{text.statuses[push.status]}
				</Badge>
				<time
					dateTime={push.updated_at}
					title={formatDateTime(push.updated_at)}
					className="ml-auto text-muted-foreground text-sm"
				>
					{formatAgo(push.updated_at)}
				</time>
			</header>
			<p role="status" className="break-words">
				{pushWord(push)} {next}
			</p>
			<Wrote push={push} />
			{push.status !== "succeeded" && push.last_error && (
				<p className="break-words text-sm">
					<span className="text-muted-foreground">{text.why}: </span>
					{push.last_error} <span className="text-muted-foreground">({text.attempts(push.attempts)})</span>
				</p>
			)}
			<Warnings push={push} />
			{latest &&
				props.mayRetry &&
				(push.status === "abandoned" || (push.status !== "succeeded" && push.attempts > 0)) && (
					<Retry session={props.session} />
				)}
		</article>
	);
}

/** What stands in the ticket; of a push that failed it may be the note alone. */
function Wrote({ push }: { push: Push }) {
	const written = writtenWords(push);
	if (written.length === 0) return null;
	return (
		<>
			<ul aria-label={text.wrote} className="grid gap-1 text-sm">
				{written.map((words) => (
					<li key={words} className="flex items-start gap-2">
						<CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
						{words}
					</li>
				))}
			</ul>
			{push.found && <p className="text-muted-foreground text-sm">{text.found}</p>}
		</>
	);
}

function Warnings({ push }: { push: Push }) {
	const duplicates = push.late_duplicates.length > 0 ? text.duplicates(push.late_duplicates.join(", ")) : null;
	return [push.warning, push.member_warning, duplicates].filter(Boolean).map((words) => (
		<p key={words} className="flex items-start gap-2.5 rounded-xl border border-warning/50 px-4 py-3 text-sm">
			<TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			<span className="min-w-0 break-words">{words}</span>
		</p>
	));
}

function Retry({ session }: { session: string }) {
	const push = useSend((key) => pushAgain(session, key), {
		old: [keys.case(session), keys.pushes],
		done: () => text.retried,
		quiet: true,
	});
	const run = () => push.isPending || push.mutate();
	useCommand("case.push", run);
	return (
		<div data-print="hidden" className="grid gap-3">
			{push.isError && <ProblemNote error={push.error} />}
			<Button className="justify-self-start" aria-disabled={push.isPending} onClick={run}>
				{push.isPending ? <Spinner /> : <RotateCw aria-hidden="true" />}
				{text.retry}
			</Button>
		</div>
	);
}
