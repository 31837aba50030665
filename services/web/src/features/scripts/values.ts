import type { Fault, Parameter, Values } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";
import { isProblem } from "@/lib/problem";

/** What the form begins with: what is known, else the default. A password is never filled in. */
export function firstValues(parameters: readonly Parameter[], known: Readonly<Record<string, string>> = {}): Values {
	return Object.fromEntries(parameters.map((asked) => [asked.key, firstValue(asked, known[asked.key])]));
}

function firstValue(asked: Parameter, known: string | undefined): string | boolean {
	if (asked.field_type === "password") return "";
	const value = known ?? asked.default ?? "";
	if (asked.field_type === "boolean") return value === true || value === "true";
	if (asked.field_type === "select") return asked.options.includes(String(value)) ? String(value) : "";
	return String(value);
}

/** The keys whose values FlowPilot filled in. */
export function filledIn(
	parameters: readonly Parameter[],
	known: Readonly<Record<string, string>>,
): ReadonlySet<string> {
	const first = firstValues(parameters, known);
	return new Set(
		parameters.filter(({ key }) => known[key] !== undefined && String(first[key]) === known[key]).map(({ key }) => key),
	);
}

/** What is missing, by key: the server need not be asked for that. */
export function missing(parameters: readonly Parameter[], values: Values): Readonly<Record<string, string>> {
	const empty = parameters.filter(({ key, required }) => required && values[key] === "");
	return Object.fromEntries(empty.map(({ key, label }) => [key, text.needed(label)]));
}

/** What the server says is wrong, by key. */
export function faultsByKey(error: unknown): Readonly<Record<string, string>> {
	if (!isProblem(error, "parameters_invalid")) return {};
	const faults = Array.isArray(error.facts.faults) ? (error.facts.faults as Fault[]) : [];
	return Object.fromEntries(faults.map(({ where, message }) => [where.replace(/^parameters\.?/, ""), message]));
}

export function holdsPassword(parameters: readonly Parameter[]): boolean {
	return parameters.some(({ field_type }) => field_type === "password");
}
