import { CircleCheck, TriangleAlert } from "lucide-react";
import { Card } from "@/components/ui/card";
import type { Connection } from "@/features/connections/api";
import { ConnectionBadge } from "@/features/connections/components/ConnectionBadge";
import { connectionStrings as text } from "@/features/connections/strings";
import { pausedWord, testWord } from "@/features/connections/words";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** Whether the connection works, and what it is. */
export function StateCard({ connection }: { connection: Connection }) {
	const paused = pausedWord(connection);
	const facts: readonly [string, string][] = [
		[text.psa, text.providers[connection.provider]],
		[text.address, connection.base_url],
		[text.company, connection.company ?? "—"],
		[text.rotatedAt, formatDateTime(connection.credentials_rotated_at)],
		[text.since, formatDateTime(connection.created_at)],
	];
	return (
		<Card aria-label={text.facts} className="grid gap-4">
			<p>
				<ConnectionBadge {...connection} />
			</p>
			{paused && (
				<div className="grid gap-1 rounded-xl border border-warning/50 px-4 py-3 text-sm">
					<p className="font-medium">{paused}</p>
					<p className="text-muted-foreground">
						{text.pausedMeans} {connection.pause_reason === "unauthorized" && text.pausedRotate}
					</p>
				</div>
			)}
			<Tested test={connection.last_test} />
			<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
				{facts.map(([name, value]) => (
					<div key={name} className="contents">
						<dt className="text-muted-foreground">{name}</dt>
						<dd className="break-all">{value}</dd>
					</div>
				))}
			</dl>
		</Card>
	);
}

function Tested({ test }: { test: Connection["last_test"] }) {
	if (!test) return <p className="text-muted-foreground text-sm">{text.neverTested}</p>;
	const Icon = test.ok ? CircleCheck : TriangleAlert;
	return (
		<p className="flex items-start gap-2.5 text-sm">
			<Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${test.ok ? "text-success" : "text-danger"}`} />
			<span>
				{testWord(test)}{" "}
				<time dateTime={test.at} title={formatDateTime(test.at)} className="text-muted-foreground">
					{formatAgo(test.at)}
				</time>
			</span>
		</p>
	);
}
