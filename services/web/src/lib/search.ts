const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an address holds, read: each of these is undefined where it makes no sense. */
export function oneOf<T extends string | number>(values: readonly T[], value: unknown): T | undefined {
	return values.find((known) => known === value);
}

export function idOf(value: unknown): string | undefined {
	return typeof value === "string" && UUID.test(value) ? value : undefined;
}

/** Without the spaces around them, and no more than `most` characters. */
export function wordsOf(value: unknown, most: number): string | undefined {
	return typeof value === "string" || typeof value === "number"
		? String(value).trim().slice(0, most) || undefined
		: undefined;
}

/** The values that have words. */
export function namesOf<T extends object>(words: T): (keyof T)[] {
	return Object.keys(words) as (keyof T)[];
}

/** Without what is undefined or empty: it has no place in an address. */
export function withoutEmpty<T extends object>(values: T): T {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as T;
}
