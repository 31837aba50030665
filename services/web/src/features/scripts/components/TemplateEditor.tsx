import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Save } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { send, type Template } from "@/features/scripts/api";
import { BodyEditor } from "@/features/scripts/components/BodyEditor";
import { FaultList } from "@/features/scripts/components/FaultList";
import { HeadFields } from "@/features/scripts/components/HeadFields";
import { ParametersEditor } from "@/features/scripts/components/ParametersEditor";
import { bodyOf, faultAt, type TemplateDraft } from "@/features/scripts/draft";
import { useFaults } from "@/features/scripts/hooks/useFaults";
import { useTemplateDraft } from "@/features/scripts/hooks/useTemplateDraft";
import { scriptStrings as text } from "@/features/scripts/strings";
import { newKey } from "@/lib/api";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

/** A template being written; what is wrong with it is told as it is typed, with its line. */
export function TemplateEditor(props: { template: Template | null; first: TemplateDraft; kept: string }) {
	const { draft, restored, change, forget } = useTemplateDraft(props.kept, props.first);
	const checked = useFaults(draft);
	const body = useRef<HTMLTextAreaElement>(null);
	const save = useSave(props.template, forget);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!save.isPending) save.mutate({ draft, over: false });
	};
	const at = (where: string) => faultAt(checked.faults, where);
	return (
		<form onSubmit={submit} noValidate className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
			<div className="grid min-w-0 gap-6">
				{restored && (
					<p role="status" className="flex flex-wrap items-center gap-3 rounded-xl border border-border p-3 text-sm">
						{text.draftKept}
						<Button size="sm" variant="ghost" onClick={forget}>
							{text.discard}
						</Button>
					</p>
				)}
				<Card className="grid gap-4">
					<HeadFields draft={draft} faultAt={at} onChange={change} />
				</Card>
				<Card className="grid gap-4">
					<BodyEditor
						ref={body}
						body={draft.body}
						faults={checked.faults}
						onChange={(next) => change({ body: next })}
					/>
				</Card>
			</div>
			<div className="grid gap-6 lg:sticky lg:top-(--banner) lg:max-h-[calc(100vh-2rem)] lg:overflow-y-auto">
				<Card className="grid gap-4">
					<FaultList {...checked} onLine={(line) => goToLine(body.current, line)} />
					{save.isError && <SaveProblem error={save.error} onOver={() => save.mutate({ draft, over: true })} />}
					<div className="flex flex-wrap justify-end gap-2">
						<Button asChild>
							{props.template ? (
								<Link to="/script-templates/$templateId" params={{ templateId: props.template.id }}>
									{strings.common.cancel}
								</Link>
							) : (
								<Link to="/script-templates">{strings.common.cancel}</Link>
							)}
						</Button>
						<Button type="submit" variant="primary" aria-disabled={save.isPending}>
							{save.isPending ? <Spinner /> : <Save aria-hidden="true" />}
							{text.save}
						</Button>
					</div>
				</Card>
				<Card className="grid gap-4">
					<ParametersEditor draft={draft} faultAt={at} onChange={(parameters) => change({ parameters })} />
				</Card>
			</div>
		</form>
	);
}

/** Tried again with the same text it keeps its key, so that it is done once. */
function useSave(template: Template | null, onSaved: () => void) {
	const client = useQueryClient();
	const navigate = useNavigate();
	const intention = useRef<{ draft: TemplateDraft; key: string } | null>(null);
	const [read] = useState(template?.version ?? null);
	return useMutation({
		mutationFn: ({ draft, over }: { draft: TemplateDraft; over: boolean }) => {
			if (over || intention.current?.draft !== draft) intention.current = { draft, key: newKey() };
			const [body, key] = [bodyOf(draft), intention.current.key];
			return template ? send.revise(template.id, body, over ? null : read, key) : send.create(body, key);
		},
		onSuccess: async (saved) => {
			toast.success(template ? text.done.saved : text.done.created);
			onSaved();
			await client.invalidateQueries({ queryKey: keys.templates });
			await navigate({ to: "/script-templates/$templateId", params: { templateId: saved.id }, replace: true });
		},
		onError: (error) => {
			if (isProblem(error) && !error.isPassing) intention.current = null;
		},
	});
}

function SaveProblem({ error, onOver }: { error: unknown; onOver: () => void }) {
	if (!isProblem(error, "changed")) return <ProblemNote error={error} />;
	return (
		<div role="alert" className="grid gap-2 rounded-xl border border-warning/40 p-4 text-sm">
			<p>{text.changedMeanwhile}</p>
			<Button size="sm" variant="warning" className="justify-self-start" onClick={onOver}>
				{text.saveOver}
			</Button>
		</div>
	);
}

/** Put the cursor on a line and bring it into sight. */
function goToLine(area: HTMLTextAreaElement | null, line: number): void {
	if (!area) return;
	const lines = area.value.split("\n");
	const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
	area.focus();
	area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
	const height = Number.parseFloat(getComputedStyle(area).lineHeight) || 20;
	area.scrollTop = Math.max(0, (line - 4) * height);
}
