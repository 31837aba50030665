import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Field, Input, NativeSelect, Textarea } from "@/components/ui/field";
import type { FieldType } from "@/features/scripts/api";
import type { DraftParameter } from "@/features/scripts/draft";
import { scriptStrings as text } from "@/features/scripts/strings";

const TYPES = Object.keys(text.fieldTypes) as FieldType[];
const RULED: readonly FieldType[] = ["text", "multiline", "password", "number"];

interface Props {
	parameter: DraftParameter;
	number: number;
	faultAt: (field: string) => string | undefined;
	onChange: (next: DraftParameter) => void;
	onRemove: () => void;
	onUp?: () => void;
	onDown?: () => void;
}

/** One parameter of a template. */
export function ParameterEditor(props: Props) {
	const { parameter, faultAt } = props;
	const set = (changes: Partial<DraftParameter>) => props.onChange({ ...parameter, ...changes });
	return (
		<fieldset className="grid gap-3 rounded-xl border border-border p-3">
			<legend className="px-1 text-muted-foreground text-xs">{text.parameter(props.number)}</legend>
			<div className="grid grid-cols-2 gap-3">
				<Line label={text.key} mono value={parameter.key} error={faultAt("key")} onChange={(key) => set({ key })} />
				<Line
					label={text.label}
					value={parameter.label}
					error={faultAt("label")}
					onChange={(label) => set({ label })}
				/>
				<Field label={text.fieldType}>
					{(ids) => (
						<NativeSelect
							{...ids}
							value={parameter.fieldType}
							onChange={(event) => set({ fieldType: TYPES.find((type) => type === event.target.value) ?? "text" })}
						>
							{TYPES.map((type) => (
								<option key={type} value={type}>
									{text.fieldTypes[type]}
								</option>
							))}
						</NativeSelect>
					)}
				</Field>
				<Default {...props} set={set} />
			</div>
			{parameter.fieldType === "select" && (
				<Field label={text.options} error={faultAt("options")}>
					{(ids) => (
						<Textarea
							{...ids}
							rows={3}
							value={parameter.options}
							onChange={(event) => set({ options: event.target.value })}
						/>
					)}
				</Field>
			)}
			<details className="grid gap-3">
				<summary className="cursor-pointer text-muted-foreground text-sm hover:text-foreground">
					{text.moreRules}
				</summary>
				<div className="mt-3 grid grid-cols-2 gap-3">
					<Rules {...props} set={set} />
				</div>
			</details>
			<div className="flex flex-wrap items-center gap-1">
				<label className="mr-auto flex items-center gap-2 text-sm">
					<input
						type="checkbox"
						className="size-4 accent-primary"
						checked={parameter.required}
						onChange={(event) => set({ required: event.target.checked })}
					/>
					{text.mustBeGiven}
				</label>
				<Act label={text.moveUp(parameter.key)} icon={ArrowUp} run={props.onUp} />
				<Act label={text.moveDown(parameter.key)} icon={ArrowDown} run={props.onDown} />
				<Act label={text.remove(parameter.key)} icon={Trash2} run={props.onRemove} />
			</div>
		</fieldset>
	);
}

type Set = (changes: Partial<DraftParameter>) => void;

/** A password has no default: it would be written down. */
function Default({ parameter, faultAt, set }: Props & { set: Set }) {
	if (parameter.fieldType === "password") return null;
	if (parameter.fieldType !== "boolean")
		return (
			<Line
				label={text.default}
				value={parameter.default}
				error={faultAt("default")}
				onChange={(value) => set({ default: value })}
			/>
		);
	return (
		<label className="flex items-center gap-2 self-end pb-2.5 text-sm">
			<input
				type="checkbox"
				className="size-4 accent-primary"
				checked={parameter.default === "true"}
				onChange={(event) => set({ default: String(event.target.checked) })}
			/>
			{text.default}: {text.yes}
		</label>
	);
}

function Rules({ parameter, faultAt, set }: Props & { set: Set }) {
	const number = parameter.fieldType === "number";
	return (
		<>
			<div className="col-span-2">
				<Line
					label={text.helpText}
					value={parameter.helpText}
					error={faultAt("help_text")}
					onChange={(helpText) => set({ helpText })}
				/>
			</div>
			{RULED.includes(parameter.fieldType) && (
				<>
					{!number && (
						<div className="col-span-2">
							<Line
								label={text.pattern}
								hint={text.patternHint}
								mono
								value={parameter.pattern}
								error={faultAt("validation.pattern")}
								onChange={(pattern) => set({ pattern })}
							/>
						</div>
					)}
					<Line
						label={number ? text.least : text.leastChars}
						value={parameter.least}
						onChange={(least) => set({ least })}
					/>
					<Line
						label={number ? text.most : text.mostChars}
						value={parameter.most}
						error={faultAt(number ? "validation.maximum" : "validation.max_length")}
						onChange={(most) => set({ most })}
					/>
				</>
			)}
		</>
	);
}

function Line(props: {
	label: string;
	value: string;
	hint?: string;
	error?: string;
	mono?: boolean;
	onChange: (value: string) => void;
}) {
	return (
		<Field label={props.label} hint={props.hint} error={props.value ? props.error : undefined}>
			{(ids) => (
				<Input
					{...ids}
					value={props.value}
					spellCheck={!props.mono}
					className={props.mono ? "font-mono" : undefined}
					onChange={(event) => props.onChange(event.target.value)}
				/>
			)}
		</Field>
	);
}

function Act({ label, icon: Icon, run }: { label: string; icon: typeof Trash2; run?: () => void }) {
	return (
		<Button size="icon" variant="ghost" aria-label={label} disabled={!run} onClick={run} className="size-8">
			<Icon aria-hidden="true" />
		</Button>
	);
}
