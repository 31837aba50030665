import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { Field, NativeSelect } from "@/components/ui/field";
import { RadioCard } from "@/components/ui/radio-card";
import { Spinner } from "@/components/ui/spinner";
import {
	type Changes,
	type Connection,
	type NoteKind,
	type Options,
	optionsQuery,
	send,
} from "@/features/connections/api";
import { OptionsProblem } from "@/features/connections/components/OptionsProblem";
import { SaveProblem } from "@/features/connections/components/SaveProblem";
import { connectionStrings as text } from "@/features/connections/strings";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

const KINDS = Object.keys(text.noteKinds) as NoteKind[];

/** What is written to a ticket when a case is closed, and who reads it. */
export function WritingCard({ connection }: { connection: Connection }) {
	const [push, setPush] = useState(connection.push);
	const options = useQuery(optionsQuery(connection.id));
	const save = useSend(
		(key, changes: Partial<Changes>) => send.change(connection.id, changes as Changes, connection.version, key),
		{ old: [keys.connections], done: () => text.saved, quiet: true },
	);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!save.isPending) save.mutate({ push });
	};
	const statuses = options.data?.statuses ?? [];
	const boards = options.data?.board_statuses ?? [];
	return (
		<Card className="grid gap-5">
			<div className="grid gap-1">
				<CardTitle>{text.writing}</CardTitle>
				<p className="text-muted-foreground text-sm">{text.writingHint}</p>
			</div>
			<form onSubmit={submit} className="grid gap-5">
				<KindChoice value={push.note_kind} onChange={(note_kind) => setPush({ ...push, note_kind })} />
				<label className="flex cursor-pointer items-start gap-3">
					<input
						type="checkbox"
						className="mt-1 size-4 accent-primary"
						checked={push.time_entry}
						onChange={(event) => setPush({ ...push, time_entry: event.target.checked })}
					/>
					<span className="grid gap-0.5">
						<span className="font-medium text-sm">{text.timeEntry}</span>
						<span className="text-muted-foreground text-sm">{text.timeEntryHint}</span>
					</span>
				</label>
				<div className="grid gap-4 sm:grid-cols-2">
					<StatusChoice
						label={text.statusOnResolve}
						statuses={statuses}
						boards={boards}
						value={push.status_on_resolve}
						onChange={(status_on_resolve) => setPush({ ...push, status_on_resolve })}
					/>
					<StatusChoice
						label={text.statusOnEscalate}
						statuses={statuses}
						boards={boards}
						value={push.status_on_escalate}
						onChange={(status_on_escalate) => setPush({ ...push, status_on_escalate })}
					/>
				</div>
				<OptionsProblem options={options} />
				{save.isError && <SaveProblem error={save.error} />}
				<Button type="submit" variant="primary" className="justify-self-end" aria-disabled={save.isPending}>
					{save.isPending && <Spinner />}
					{text.save}
				</Button>
			</form>
		</Card>
	);
}

function KindChoice({ value, onChange }: { value: NoteKind; onChange: (kind: NoteKind) => void }) {
	const name = useId();
	return (
		<fieldset className="grid gap-2">
			<legend className="mb-2 font-medium text-sm">{text.noteKind}</legend>
			{KINDS.map((kind) => (
				<RadioCard
					key={kind}
					name={name}
					label={text.noteKinds[kind].label}
					hint={text.noteKinds[kind].hint}
					checked={kind === value}
					onChoose={() => onChange(kind)}
				/>
			))}
			<div role="status">
				{value === "discussion" && (
					<p className="flex items-start gap-2.5 rounded-xl border border-danger/50 px-4 py-3 text-sm">
						<TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
						{text.discussionWarning}
					</p>
				)}
			</div>
		</fieldset>
	);
}

/** A status that is chosen and not offered any more stays in the list, as what it is. */
function StatusChoice(props: {
	label: string;
	statuses: readonly string[];
	boards: Options["board_statuses"];
	value: string | null;
	onChange: (status: string | null) => void;
}) {
	const { value, statuses } = props;
	const gone = value !== null && !statuses.includes(value);
	const without = boardsWithout(value, props.boards);
	return (
		<Field label={props.label} hint={without.length > 0 ? text.statusNotOn(without) : undefined}>
			{(ids) => (
				<NativeSelect {...ids} value={value ?? ""} onChange={(event) => props.onChange(event.target.value || null)}>
					<option value="">{text.statusStays}</option>
					{gone && <option value={value}>{statuses.length > 0 ? text.statusGone(value) : value}</option>}
					{statuses.map((status) => (
						<option key={status} value={status}>
							{status}
						</option>
					))}
				</NativeSelect>
			)}
		</Field>
	);
}

/** The boards on which a ticket cannot have the status. */
function boardsWithout(status: string | null, boards: Options["board_statuses"]): string[] {
	if (status === null) return [];
	return boards.filter(({ statuses }) => !statuses.includes(status)).map(({ name }) => name);
}
