import { useState } from "react";
import type { Parameter, Values } from "@/features/scripts/api";
import { faultsByKey, firstValues, missing } from "@/features/scripts/values";

type Errors = Readonly<Record<string, string>>;

/** What is typed for a script. Plain state, never a draft: whatever is kept in the browser could be a password. */
export function useValues(parameters: readonly Parameter[], known: Readonly<Record<string, string>>) {
	const [values, setValues] = useState<Values>(() => firstValues(parameters, known));
	const [errors, setErrors] = useState<Errors>({});
	return {
		values,
		errors,
		set: (key: string, value: string | boolean) => {
			setValues((now) => ({ ...now, [key]: value }));
			setErrors(({ [key]: _, ...others }) => others);
		},
		/** Whether everything that is needed is there; what is not is marked, and the first of it has the focus. */
		complete: () => {
			const found = missing(parameters, values);
			setErrors(found);
			if (Object.keys(found).length > 0) focusFirstError();
			return Object.keys(found).length === 0;
		},
		/** Mark what the server refused. */
		take: (error: unknown) => {
			setErrors(faultsByKey(error));
			focusFirstError();
		},
	};
}

function focusFirstError(): void {
	requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
}
