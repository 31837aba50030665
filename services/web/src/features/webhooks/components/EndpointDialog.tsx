import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { type Endpoint, type EndpointBody, send } from "@/features/webhooks/api";
import { SecretDialog } from "@/features/webhooks/components/SecretDialog";
import { TypeChoice } from "@/features/webhooks/components/TypeChoice";
import { bodyOf, draftOf, EMPTY, type EndpointDraft, faultsOf } from "@/features/webhooks/model";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** An endpoint being made or changed; one that was made shows its secret, once. */
export function EndpointDialog({ endpoint, onClose }: { endpoint: Endpoint | null; onClose: () => void }) {
	const navigate = useNavigate();
	const [made, setMade] = useState<{ id: string; secret: string | null } | null>(null);
	const save = useSend(
		async (key, body: EndpointBody) => {
			if (endpoint) await send.change(endpoint.id, body, endpoint.version, key);
			return endpoint ? null : send.create(body, key);
		},
		{
			old: [keys.endpoints],
			quiet: true,
			secret: true,
			onDone: (created) => {
				if (created) setMade({ id: created.id, secret: created.secret ?? null });
				else onClose();
			},
		},
	);
	if (made) {
		const leave = () => {
			onClose();
			void navigate({ to: "/settings/webhooks/$endpointId", params: { endpointId: made.id } });
		};
		return <SecretDialog secret={made.secret} onClose={leave} />;
	}
	return (
		<Dialog open onOpenChange={onClose} title={endpoint ? text.editTitle : text.createTitle}>
			<EndpointForm
				first={endpoint ? draftOf(endpoint) : EMPTY}
				submitLabel={endpoint ? text.save : text.create}
				busy={save.isPending}
				error={save.error}
				onSave={(draft) => save.mutate(bodyOf(draft))}
			/>
		</Dialog>
	);
}

function EndpointForm(props: {
	first: EndpointDraft;
	submitLabel: string;
	busy: boolean;
	error: unknown;
	onSave: (draft: EndpointDraft) => void;
}) {
	const [draft, setDraft] = useState(props.first);
	const [tried, setTried] = useState(false);
	const change = (changes: Partial<EndpointDraft>) => setDraft({ ...draft, ...changes });
	const found = faultsOf(draft);
	const faults = tried ? found : {};
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (Object.keys(found).length === 0 && !props.busy) props.onSave(draft);
	};
	return (
		<form onSubmit={submit} noValidate className="grid gap-5">
			<Field label={text.url} hint={text.urlHint} error={faults.url}>
				{(ids) => (
					<Input
						{...ids}
						inputMode="url"
						autoComplete="off"
						autoCapitalize="none"
						spellCheck={false}
						maxLength={500}
						value={draft.url}
						onChange={(event) => change({ url: event.target.value })}
					/>
				)}
			</Field>
			<Field label={text.description} hint={text.descriptionHint}>
				{(ids) => (
					<Input
						{...ids}
						maxLength={200}
						value={draft.description}
						onChange={(event) => change({ description: event.target.value })}
					/>
				)}
			</Field>
			<TypeChoice
				all={draft.all}
				chosen={draft.types}
				error={faults.types}
				onAll={(all) => change({ all })}
				onChange={(types) => change({ types })}
			/>
			{props.error !== null && <SaveProblem error={props.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button>{strings.common.cancel}</Button>
				</DialogClose>
				<Button type="submit" variant="primary" aria-disabled={props.busy}>
					{props.busy && <Spinner />}
					{props.submitLabel}
				</Button>
			</div>
		</form>
	);
}

function SaveProblem({ error }: { error: unknown }) {
	if (!isProblem(error, "changed")) return <ProblemNote error={error} />;
	return (
		<p role="alert" className="rounded-xl border border-warning/50 p-4 text-sm">
			{text.changedMeanwhile}
		</p>
	);
}
