import { useQuery } from "@tanstack/react-query";
import { TrendingUp } from "lucide-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { useMe } from "@/app/shell/session";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, NativeSelect, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { RadioCard } from "@/components/ui/radio-card";
import { Spinner } from "@/components/ui/spinner";
import { mayAct } from "@/features/auth/api";
import { SendKey } from "@/features/case/components/SendKey";
import { useAct } from "@/features/case/hooks/useAct";
import type { CaseDetail } from "@/features/case/types";
import type { ClosingNoteHandle } from "@/features/documents/components/ClosingNote";
import { BESIDE, NotePane } from "@/features/documents/components/NotePane";
import { sendEscalation } from "@/features/escalations/api";
import { isGoodReason } from "@/features/escalations/model";
import { escalationStrings as text } from "@/features/escalations/strings";
import { PlannedPush } from "@/features/pushes/later";
import type { Schema } from "@/lib/api";
import { commandOf } from "@/lib/commands/catalogue";
import { formatNumber } from "@/lib/dates";
import { useDraft } from "@/lib/draft";
import { usersQuery } from "@/lib/people";
import { strings } from "@/lib/strings";

const REASON_MAX = 2000;

/** Asks for another engineer: why, whom, and what they will be given. */
export default function EscalateDialog({ found, onClose }: { found: CaseDetail; onClose: () => void }) {
	const me = useMe();
	const reason = useDraft(`escalate.reason.${found.id}`);
	const [named, setNamed] = useState(false);
	const [to, setTo] = useState("");
	const [tried, setTried] = useState(false);
	const note = useRef<ClosingNoteHandle>(null);
	const { data: users, error } = useQuery(usersQuery);
	const colleagues = (users ?? []).filter(
		(user) => user.active && user.id !== me.id && mayAct(user.role, "engineer") && user.role !== "operator",
	);
	const good = isGoodReason(reason.text);
	const ready = good && (!named || to !== "");
	const escalate = useAct(found.id, (key, body: Schema["Escalate"]) => sendEscalation.escalate(found.id, body, key), {
		done: ({ escalated_to_id }) => doneWord(colleagues.find(({ id }) => id === escalated_to_id)?.name),
		onDone: () => {
			reason.clear();
			onClose();
		},
		quiet: true,
	});
	const submit = async () => {
		setTried(true);
		if (!ready || escalate.isPending || (await note.current?.save()) === false) return;
		escalate.mutate({ escalation_reason: reason.text.trim(), escalated_to_id: named ? to : null });
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		void submit();
	};
	return (
		<Dialog
			open
			onOpenChange={onClose}
			title={text.escalateTitle}
			description={text.escalateHint}
			className="lg:w-[min(76rem,calc(100vw-4rem))]"
		>
			<form onSubmit={onSubmit} className={BESIDE}>
				<div className="grid content-start gap-5">
					<SendKey onSend={() => void submit()} />
					<Field
						label={text.escalateReason}
						hint={text.reasonHint(formatNumber(reason.text.trim().length))}
						error={tried && !good ? text.reasonError : reason.kept ? undefined : strings.case.draftNotKept}
					>
						{(ids) => (
							<Textarea
								{...ids}
								rows={4}
								maxLength={REASON_MAX}
								placeholder={text.escalateReasonPlaceholder}
								value={reason.text}
								onChange={(event) => reason.set(event.target.value)}
							/>
						)}
					</Field>
					<ToWhom team={found.team_id ? (me.team_name ?? text.toTeam) : null} named={named} onChange={setNamed} />
					{named && (
						<Field label={text.colleague} error={tried && to === "" ? text.choose : undefined}>
							{(ids) => (
								<NativeSelect {...ids} value={to} onChange={(event) => setTo(event.target.value)}>
									<option value="">{users ? text.choose : strings.common.loading}</option>
									{colleagues.map((user) => (
										<option key={user.id} value={user.id}>
											{`${user.name} · ${strings.shell.roles[user.role]}`}
										</option>
									))}
								</NativeSelect>
							)}
						</Field>
					)}
					<PlannedPush found={found} kind="escalation_package" />
					{named && error && <ProblemNote error={error} />}
					{escalate.isError && <ProblemNote error={escalate.error} />}
				</div>
				<NotePane ref={note} sessionId={found.id} kind="escalation_package" />
				<div className="flex flex-wrap items-center justify-end gap-2 lg:col-start-1 lg:self-start">
					<Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="warning" aria-disabled={!ready || escalate.isPending}>
						{escalate.isPending ? <Spinner /> : <TrendingUp aria-hidden="true" />}
						{text.escalateSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}

function doneWord(name: string | undefined): string {
	return name ? text.escalatedTo(name) : text.escalatedTeam;
}

function ToWhom(props: { team: string | null; named: boolean; onChange: (named: boolean) => void }) {
	const name = useId();
	const choices = [
		{ named: false, label: props.team ?? text.toAnyone, hint: text.toTeamHint },
		{ named: true, label: text.toColleague, hint: text.toColleagueHint },
	];
	return (
		<fieldset>
			<legend className="mb-1.5 font-medium text-sm">{text.to}</legend>
			<div className="grid gap-2 sm:grid-cols-2">
				{choices.map((choice) => (
					<RadioCard
						key={choice.label}
						name={name}
						label={choice.label}
						hint={choice.hint}
						checked={props.named === choice.named}
						onChoose={() => props.onChange(choice.named)}
					/>
				))}
			</div>
		</fieldset>
	);
}
