import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { MailX } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { Field, NativeSelect } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { type Kind, type Preferences, preferencesQuery, send } from "@/features/notifications/api";
import { KindTable } from "@/features/notifications/components/KindTable";
import { bodyOf, type Changes, isChanged, timeZones, withChanges } from "@/features/notifications/model";
import { notificationStrings as text } from "@/features/notifications/strings";
import { formatTime } from "@/lib/dates";
import { useSend } from "@/lib/use-send";

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** What is changed holds once it is saved, over what holds by then: another tab may have changed something else. */
export function PreferencesForm({ saved, kinds }: { saved: Preferences; kinds: readonly Kind[] }) {
	const client = useQueryClient();
	const [changes, setChanges] = useState<Changes>({});
	const chosen = withChanges(saved, changes);
	const changed = isChanged(chosen, saved);
	const save = useSend((_key, sent: Changes) => saveOver(client, sent), {
		old: [],
		onDone: (now, sent) => {
			client.setQueryData(preferencesQuery.queryKey, now);
			setChanges((made) => (made === sent ? {} : made));
		},
		quiet: true,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!save.isPending) save.mutate(changes);
	};
	return (
		<form onSubmit={submit} className="grid gap-6">
			{!saved.email_available && <NoEmail />}
			<Card className="grid gap-4">
				<KindTable
					kinds={kinds}
					chosen={chosen.kinds}
					onChange={(kind, choice) => setChanges({ ...changes, kinds: { ...changes.kinds, [kind]: choice } })}
				/>
				<p className="break-words text-muted-foreground text-sm">{text.goesTo(saved.email)}</p>
			</Card>
			<Digest chosen={chosen} onChange={(more) => setChanges({ ...changes, ...more })} />
			{save.isError && <ProblemNote error={save.error} />}
			<div className="flex flex-wrap items-center justify-end gap-4">
				<p role="status" className="text-muted-foreground text-sm">
					{changed ? text.unsaved : save.isSuccess && text.savedNow}
				</p>
				<Button type="submit" variant="primary" aria-disabled={save.isPending}>
					{save.isPending && <Spinner />}
					{text.save}
				</Button>
			</div>
		</form>
	);
}

async function saveOver(client: QueryClient, changes: Changes): Promise<Preferences> {
	return send.prefer(bodyOf(withChanges(await client.fetchQuery(preferencesQuery), changes)));
}

function NoEmail() {
	return (
		<div className="flex items-start gap-3 rounded-xl border border-warning/50 px-4 py-3 text-sm">
			<MailX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			<div className="grid gap-1">
				<p className="font-medium">{text.noEmailTitle}</p>
				<p className="text-muted-foreground">{text.noEmailHint}</p>
			</div>
		</div>
	);
}

function Digest({ chosen, onChange }: { chosen: Preferences; onChange: (changes: Partial<Preferences>) => void }) {
	return (
		<Card className="grid gap-4">
			<div className="grid gap-1">
				<CardTitle>{text.digest}</CardTitle>
				<p className="text-muted-foreground text-sm">{text.digestHint}</p>
			</div>
			<div className="grid gap-4 sm:grid-cols-[10rem_minmax(0,22rem)]">
				<Field label={text.digestHour}>
					{(ids) => (
						<NativeSelect
							{...ids}
							value={chosen.digest_hour}
							onChange={(event) => onChange({ digest_hour: Number(event.target.value) })}
						>
							{HOURS.map((hour) => (
								<option key={hour} value={hour}>
									{formatTime(new Date(2000, 0, 1, hour))}
								</option>
							))}
						</NativeSelect>
					)}
				</Field>
				<Field label={text.timeZone}>
					{(ids) => (
						<NativeSelect
							{...ids}
							value={chosen.time_zone}
							onChange={(event) => onChange({ time_zone: event.target.value })}
						>
							{timeZones(chosen.time_zone).map((zone) => (
								<option key={zone} value={zone}>
									{zone.replaceAll("_", " ")}
								</option>
							))}
						</NativeSelect>
					)}
				</Field>
			</div>
		</Card>
	);
}
