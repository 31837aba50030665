import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CardTitle } from "@/components/ui/card";
import { ParameterEditor } from "@/features/scripts/components/ParameterEditor";
import { type DraftParameter, newParameter, type TemplateDraft, undeclaredIn } from "@/features/scripts/draft";
import { scriptStrings as text } from "@/features/scripts/strings";

/** What the template asks for; what its body uses and does not declare yet is one click away. */
export function ParametersEditor(props: {
	draft: TemplateDraft;
	faultAt: (where: string) => string | undefined;
	onChange: (parameters: readonly DraftParameter[]) => void;
}) {
	const { parameters } = props.draft;
	const undeclared = undeclaredIn(props.draft);
	const add = (key: string) => props.onChange([...parameters, newParameter(key, parameters)]);
	const move = (from: number, to: number) => {
		const next = [...parameters];
		const [moved] = next.splice(from, 1);
		if (moved) next.splice(to, 0, moved);
		props.onChange(next);
	};
	return (
		<>
			<CardTitle>{text.parameters}</CardTitle>
			{undeclared.length > 0 && (
				<div className="flex flex-wrap items-center gap-2 text-sm">
					<p className="w-full text-muted-foreground">{text.undeclared}</p>
					{undeclared.map((key) => (
						<Button key={key} size="sm" aria-label={text.addNamed(key)} onClick={() => add(key)}>
							<Plus aria-hidden="true" />
							<code className="font-mono">{key}</code>
						</Button>
					))}
				</div>
			)}
			<ol className="grid gap-4 empty:hidden">
				{parameters.map((parameter, index) => (
					<li key={parameter.id}>
						<ParameterEditor
							parameter={parameter}
							number={index + 1}
							faultAt={(field) => props.faultAt(`parameters.${index}.${field}`)}
							onChange={(next) => props.onChange(parameters.with(index, next))}
							onRemove={() => props.onChange(parameters.filter((_, at) => at !== index))}
							onUp={index > 0 ? () => move(index, index - 1) : undefined}
							onDown={index < parameters.length - 1 ? () => move(index, index + 1) : undefined}
						/>
					</li>
				))}
			</ol>
			<Button className="justify-self-start" onClick={() => add("")}>
				<Plus aria-hidden="true" />
				{text.addParameter}
			</Button>
		</>
	);
}
