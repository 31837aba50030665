import type { Parameter } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";

/** What a template asks for, to be read. */
export function ParameterList({ parameters }: { parameters: readonly Parameter[] }) {
	if (parameters.length === 0) return <p className="text-muted-foreground text-sm">{text.noParameters}</p>;
	return (
		<ul className="grid gap-3">
			{parameters.map((asked) => (
				<li key={asked.key} className="grid gap-0.5 text-sm">
					<span className="flex flex-wrap items-baseline gap-x-2">
						<span className="font-medium">{asked.label}</span>
						<code className="font-mono text-primary text-xs">{asked.key}</code>
					</span>
					<span className="text-muted-foreground text-xs">{kindOf(asked)}</span>
					{asked.help_text && <span className="text-muted-foreground text-xs">{asked.help_text}</span>}
				</li>
			))}
		</ul>
	);
}

function kindOf(asked: Parameter): string {
	const known = asked.default !== null && asked.default !== "" && text.defaultIs(String(asked.default));
	const given = asked.required ? text.required : text.optional;
	const parts = [text.fieldTypes[asked.field_type], asked.field_type !== "boolean" && given, known];
	return parts.filter(Boolean).join(" · ");
}
