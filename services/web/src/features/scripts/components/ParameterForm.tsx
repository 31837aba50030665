import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, NativeSelect, Textarea } from "@/components/ui/field";
import type { Parameter, Values } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";

const VALUE_MAX = 4000;

interface Ids {
	id: string;
	"aria-describedby"?: string;
	"aria-invalid"?: boolean;
}

/** What a script asks for. Its values live in the page that draws it and nowhere else: one may be a password. */
export function ParameterForm(props: {
	parameters: readonly Parameter[];
	values: Values;
	errors: Readonly<Record<string, string>>;
	/** The keys that FlowPilot filled in. */
	filledIn?: ReadonlySet<string>;
	onChange: (key: string, value: string | boolean) => void;
}) {
	if (props.parameters.length === 0) return <p className="text-muted-foreground text-sm">{text.noParameters}</p>;
	return (
		<div className="grid gap-4">
			{props.parameters.map((asked) => (
				<OneParameter
					key={asked.key}
					asked={asked}
					value={props.values[asked.key] ?? ""}
					error={props.errors[asked.key]}
					filledIn={props.filledIn?.has(asked.key) ?? false}
					onChange={(value) => props.onChange(asked.key, value)}
				/>
			))}
		</div>
	);
}

function OneParameter(props: {
	asked: Parameter;
	value: string | boolean;
	error: string | undefined;
	filledIn: boolean;
	onChange: (value: string | boolean) => void;
}) {
	const { asked, value } = props;
	const hints = [asked.help_text, props.filledIn && text.fromFlowPilot].filter(Boolean);
	if (asked.field_type === "boolean")
		return <Truth asked={asked} value={value === true} hint={hints.join(" ")} onChange={props.onChange} />;
	const label = asked.required ? (
		asked.label
	) : (
		<>
			{asked.label} <span className="font-normal text-muted-foreground">({text.optional.toLowerCase()})</span>
		</>
	);
	return (
		<Field label={label} hint={hints.join(" ") || undefined} error={props.error}>
			{(ids) => <Control asked={asked} ids={ids} value={String(value)} onChange={props.onChange} />}
		</Field>
	);
}

function Control(props: { asked: Parameter; ids: Ids; value: string; onChange: (value: string) => void }) {
	const { asked, ids, value } = props;
	const common = { ...ids, value, required: asked.required, maxLength: asked.validation?.max_length ?? VALUE_MAX };
	const onChange = (event: { target: { value: string } }) => props.onChange(event.target.value);
	switch (asked.field_type) {
		case "multiline":
			return <Textarea {...common} rows={3} className="font-mono" onChange={onChange} />;
		case "select":
			return (
				<NativeSelect {...ids} value={value} required={asked.required} onChange={onChange}>
					{(value === "" || !asked.required) && <option value="">{text.choose}</option>}
					{asked.options.map((option) => (
						<option key={option} value={option}>
							{option}
						</option>
					))}
				</NativeSelect>
			);
		case "number":
			return <Input {...common} inputMode="decimal" autoComplete="off" className="max-w-40" onChange={onChange} />;
		case "password":
			return <Password {...common} onChange={onChange} />;
		default:
			return <Input {...common} autoComplete="off" spellCheck={false} onChange={onChange} />;
	}
}

function Truth(props: { asked: Parameter; value: boolean; hint: string; onChange: (value: boolean) => void }) {
	const hint = `hint-${props.asked.key}`;
	return (
		<div className="grid gap-1">
			<label className="flex items-center gap-2.5 font-medium text-sm">
				<input
					type="checkbox"
					className="size-4 accent-primary"
					checked={props.value}
					aria-describedby={props.hint ? hint : undefined}
					onChange={(event) => props.onChange(event.target.checked)}
				/>
				{props.asked.label}
			</label>
			{props.hint && (
				<p id={hint} className="pl-6.5 text-muted-foreground text-sm">
					{props.hint}
				</p>
			)}
		</div>
	);
}

/** Browsers offer to keep what is typed into a password field; this one is told that it is somebody else's, new. */
function Password(
	props: Ids & { value: string; required: boolean; onChange: (event: { target: { value: string } }) => void },
) {
	const [shown, setShown] = useState(false);
	const Icon = shown ? EyeOff : Eye;
	return (
		<div className="flex gap-2">
			<Input
				{...props}
				type={shown ? "text" : "password"}
				autoComplete="new-password"
				spellCheck={false}
				autoCapitalize="off"
				data-1p-ignore
				className="font-mono"
			/>
			<Button
				size="icon"
				aria-pressed={shown}
				aria-label={shown ? text.hidePassword : text.showPassword}
				onClick={() => setShown(!shown)}
			>
				<Icon aria-hidden="true" />
			</Button>
		</div>
	);
}
