import { Link } from "@tanstack/react-router";
import { ChevronDown, CircleCheck, CircleX, Hourglass, RotateCw, TriangleAlert } from "lucide-react";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { type Delivery, deliveriesKey, send } from "@/features/webhooks/api";
import { errorWord } from "@/features/webhooks/model";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { cn } from "@/lib/cn";
import { formatAgo, formatDateTime, formatNumber } from "@/lib/dates";
import { useSend } from "@/lib/use-send";

const LOOKS = {
	pending: { icon: Hourglass, tone: "primary" },
	delivered: { icon: CircleCheck, tone: "success" },
	failed: { icon: TriangleAlert, tone: "warning" },
	abandoned: { icon: CircleX, tone: "danger" },
} as const;

/** One delivery; opened, what its tries came to. */
export function DeliveryRow(props: { endpoint: string; delivery: Delivery; open: boolean; onToggle: () => void }) {
	const { delivery, open } = props;
	const details = useId();
	const { icon: Icon, tone } = LOOKS[delivery.status];
	return (
		<li className="border-border border-t">
			<button
				type="button"
				aria-expanded={open}
				aria-controls={open ? details : undefined}
				onClick={props.onToggle}
				className="grid w-full gap-x-4 gap-y-1 rounded-lg px-2 py-3 text-left text-sm hover:bg-accent/40 sm:grid-cols-[minmax(0,1fr)_auto_auto_auto] sm:items-center"
			>
				<code className="break-all font-mono">{delivery.event_type}</code>
				<span className="text-muted-foreground">
					{delivery.attempts > 0 ? text.attempts(delivery.attempts) : text.noAttempt}
				</span>
				<span className="flex items-center gap-3">
					<Badge tone={tone}>
						<Icon aria-hidden="true" />
						{text.statusShort[delivery.status]}
					</Badge>
					<time
						dateTime={delivery.created_at}
						title={formatDateTime(delivery.created_at)}
						className="text-muted-foreground"
					>
						{formatAgo(delivery.created_at)}
					</time>
				</span>
				<ChevronDown
					aria-hidden="true"
					className={cn("size-4 text-muted-foreground transition-transform max-sm:hidden", open && "rotate-180")}
				/>
			</button>
			{open && (
				<div id={details} className="grid gap-4 px-2 pt-1 pb-5">
					<Details delivery={delivery} />
					<Tries tries={delivery.tries} />
					<div className="flex flex-wrap gap-2">
						<Resend endpoint={props.endpoint} delivery={delivery.id} />
						{delivery.session_id && (
							<Button size="sm" variant="ghost" asChild>
								<Link to="/pilot/$sessionId" params={{ sessionId: delivery.session_id }}>
									{text.openCase}
								</Link>
							</Button>
						)}
					</div>
				</div>
			)}
		</li>
	);
}

function Details({ delivery }: { delivery: Delivery }) {
	const facts: readonly [string, string | null][] = [
		[text.lastStatus, delivery.last_status === null ? null : text.httpStatus(delivery.last_status)],
		[text.lastError, errorWord(delivery.last_error)],
		[text.tries, String(delivery.attempts)],
		[text.nextAt, delivery.next_at && formatDateTime(delivery.next_at)],
		[text.created, formatDateTime(delivery.created_at)],
		[text.deliveredAt, delivery.delivered_at && formatDateTime(delivery.delivered_at)],
		[text.eventId, delivery.event_id],
		[text.deliveryId, delivery.id],
	];
	return (
		<dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
			{facts
				.filter(([, value]) => value)
				.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-muted-foreground">{name}</dt>
						<dd className="break-all">{value}</dd>
					</div>
				))}
		</dl>
	);
}

function Tries({ tries }: { tries: Delivery["tries"] }) {
	if (tries.length === 0) return null;
	return (
		<div className="grid gap-1.5 text-sm">
			<h3 className="font-medium">{text.triesList}</h3>
			<ol className="grid gap-1">
				{tries.map((each) => (
					<li key={each.at} className="flex flex-wrap gap-x-3 gap-y-0.5">
						<time dateTime={each.at} className="text-muted-foreground tabular-nums">
							{formatDateTime(each.at)}
						</time>
						<span className="break-all">{tryWord(each)}</span>
					</li>
				))}
			</ol>
		</div>
	);
}

function tryWord({ status, error, ms }: Delivery["tries"][number]): string {
	const came = [status !== null && text.httpStatus(status), errorWord(error)].filter(Boolean).join(", ");
	return text.tryNumber(came || text.noAnswer, formatNumber(ms));
}

function Resend({ endpoint, delivery }: { endpoint: string; delivery: string }) {
	const resend = useSend((key) => send.resend(endpoint, delivery, key), {
		old: [deliveriesKey(endpoint)],
		done: () => text.resent,
	});
	return (
		<Button
			size="sm"
			className="justify-self-start"
			aria-disabled={resend.isPending}
			onClick={() => resend.isPending || resend.mutate()}
		>
			{resend.isPending ? <Spinner /> : <RotateCw aria-hidden="true" />}
			{text.resend}
		</Button>
	);
}
