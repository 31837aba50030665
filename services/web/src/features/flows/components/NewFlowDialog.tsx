import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input, NativeSelect } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { send } from "@/features/flows/api";
import { DOMAINS } from "@/features/flows/filters";
import { bodyOf } from "@/features/flows/model/content";
import { firstTree } from "@/features/flows/model/edit";
import { flowStrings as text } from "@/features/flows/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

const START = { name: "", problem_domain: "other", question: "" };

/** What a flow needs to begin with; it is opened in the editor then. */
export function NewFlowDialog({ onClose }: { onClose: () => void }) {
	const navigate = useNavigate();
	const [typed, setTyped] = useState(START);
	const [asked, setAsked] = useState(false);
	const create = useSend(
		(key, { question, ...words }: typeof START) =>
			send.create(
				bodyOf({ ...words, description: "", category: "", tags: [], match_keywords: [], tree: firstTree(question) }),
				key,
			),
		{
			old: [keys.flows],
			onDone: ({ id }) => void navigate({ to: "/flows/$flowId", params: { flowId: id }, search: { node: "root" } }),
			quiet: true,
		},
	);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setAsked(true);
		if (typed.name.trim() && !create.isPending && !create.isSuccess)
			create.mutate({ ...typed, name: typed.name.trim() });
	};
	const set = (changes: Partial<typeof START>) => setTyped({ ...typed, ...changes });
	return (
		<Dialog
			open
			onOpenChange={() => create.isPending || onClose()}
			stubborn={create.isPending}
			title={text.createTitle}
			description={text.createHint}
		>
			<form onSubmit={submit} noValidate className="grid gap-4">
				<Field label={text.name} error={asked && !typed.name.trim() && text.nameNeeded}>
					{(ids) => (
						<Input
							{...ids}
							autoFocus
							value={typed.name}
							maxLength={200}
							onChange={({ target }) => set({ name: target.value })}
						/>
					)}
				</Field>
				<Field label={text.domain}>
					{(ids) => (
						<NativeSelect
							{...ids}
							value={typed.problem_domain}
							onChange={({ target }) => set({ problem_domain: target.value })}
						>
							{DOMAINS.map((domain) => (
								<option key={domain} value={domain}>
									{strings.common.domains[domain]}
								</option>
							))}
						</NativeSelect>
					)}
				</Field>
				<Field label={text.firstQuestion} hint={text.firstQuestionHint}>
					{(ids) => (
						<Input
							{...ids}
							value={typed.question}
							maxLength={500}
							onChange={({ target }) => set({ question: target.value })}
						/>
					)}
				</Field>
				{create.isError && <ProblemNote error={create.error} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button aria-disabled={create.isPending}>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={create.isPending}>
						{text.createSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
