import type {
	Fault,
	FieldType,
	Parameter,
	Shell,
	Template,
	TemplateBody,
	TemplateVersion,
} from "@/features/scripts/api";

/** A parameter as its form holds it: every field a text, empty where nothing is asked. */
export interface DraftParameter {
	/** Keeps it apart from the others while its key changes. */
	id: string;
	key: string;
	label: string;
	fieldType: FieldType;
	required: boolean;
	default: string;
	options: string;
	helpText: string;
	pattern: string;
	least: string;
	most: string;
}

/** A template as it is being written. */
export interface TemplateDraft {
	name: string;
	slug: string;
	category: string;
	description: string;
	shell: Shell;
	body: string;
	teamId: string;
	parameters: readonly DraftParameter[];
}

const PLACEHOLDER = /\{\{[ \t]*([A-Za-z_]\w{0,59})[ \t]*\}\}/g;
const LENGTHS: readonly FieldType[] = ["text", "multiline", "password"];

export const EMPTY: TemplateDraft = {
	name: "",
	slug: "",
	category: "",
	description: "",
	shell: "powershell",
	body: "",
	teamId: "",
	parameters: [],
};

export function draftOf(template: Template | TemplateVersion): TemplateDraft {
	return {
		name: template.name,
		slug: template.slug,
		category: template.category,
		description: template.description,
		shell: template.shell,
		body: template.body,
		teamId: template.team_id ?? "",
		parameters: template.parameters_schema.parameters.map(draftParameter),
	};
}

function draftParameter(asked: Parameter, index: number): DraftParameter {
	const rules = asked.validation;
	const lengths = LENGTHS.includes(asked.field_type);
	return {
		id: `${index}-${asked.key}`,
		key: asked.key,
		label: asked.label,
		fieldType: asked.field_type,
		required: asked.required,
		default: textOf(asked.default),
		options: asked.options.join("\n"),
		helpText: asked.help_text ?? "",
		pattern: rules?.pattern ?? "",
		least: textOf(lengths ? rules?.min_length : rules?.minimum),
		most: textOf(lengths ? rules?.max_length : rules?.maximum),
	};
}

export function newParameter(key: string, taken: readonly DraftParameter[]): DraftParameter {
	return {
		id: `${Date.now()}-${taken.length}`,
		key,
		label: labelOf(key),
		fieldType: "text",
		required: true,
		default: "",
		options: "",
		helpText: "",
		pattern: "",
		least: "",
		most: "",
	};
}

/** The draft as the server takes it. */
export function bodyOf(draft: TemplateDraft): TemplateBody {
	return {
		name: draft.name,
		slug: draft.slug.trim() || null,
		category: draft.category,
		description: draft.description,
		shell: draft.shell,
		body: draft.body,
		team_id: draft.teamId || null,
		parameters_schema: { parameters: draft.parameters.map(parameterOf) },
	};
}

function parameterOf(draft: DraftParameter): Parameter {
	const lengths = LENGTHS.includes(draft.fieldType);
	const [least, most] = [numberOf(draft.least), numberOf(draft.most)];
	const rules = {
		pattern: lengths ? draft.pattern || null : null,
		min_length: lengths ? least : null,
		max_length: lengths ? most : null,
		minimum: draft.fieldType === "number" ? least : null,
		maximum: draft.fieldType === "number" ? most : null,
	};
	return {
		key: draft.key.trim(),
		label: draft.label.trim(),
		field_type: draft.fieldType,
		required: draft.required,
		default: draft.fieldType === "password" ? null : defaultOf(draft),
		options: draft.fieldType === "select" ? linesOf(draft.options) : [],
		help_text: draft.helpText.trim() || null,
		validation: Object.values(rules).some((rule) => rule !== null) ? rules : null,
	};
}

function defaultOf({ fieldType, default: value }: DraftParameter): Parameter["default"] {
	if (fieldType === "boolean") return value === "true";
	return value === "" ? null : value;
}

/** The keys that a body uses, each once, in order. */
export function keysIn(body: string): readonly string[] {
	return [...new Set([...body.matchAll(PLACEHOLDER)].map((found) => found[1] ?? ""))];
}

/** The keys that the body uses and no parameter declares. */
export function undeclaredIn({ body, parameters }: TemplateDraft): readonly string[] {
	const declared = new Set(parameters.map(({ key }) => key));
	return keysIn(body).filter((key) => !declared.has(key));
}

/** What is wrong at a place (`parameters.0.key`) or below it. */
export function faultAt(faults: readonly Fault[], where: string): string | undefined {
	return faults.find((fault) => fault.where === where || fault.where.startsWith(`${where}.`))?.message;
}

/** Whether what was kept in the tab is a draft of today's shape. */
export function isDraft(value: unknown): value is TemplateDraft {
	return typeof value === "object" && value !== null && Object.keys(EMPTY).every((name) => name in value);
}

function linesOf(text: string): string[] {
	return text
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean);
}

function numberOf(text: string): number | null {
	return text.trim() === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

function textOf(value: string | number | boolean | null | undefined): string {
	return value === null || value === undefined ? "" : String(value);
}

/** "user_name" → "User name" */
function labelOf(key: string): string {
	const words = key.replaceAll("_", " ").trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
