import type { Mapped, PsaMember } from "@/features/connections/api";

/** Those that are shown: who is nobody yet comes first, then by name. */
export function shownPeople(people: readonly Mapped[], typed: string, unmatchedOnly: boolean): readonly Mapped[] {
	const words = wordsOf(typed);
	return people
		.filter(({ member_id }) => !unmatchedOnly || member_id === null)
		.filter(({ user_name, email, member_name }) => hasAll(`${user_name} ${email} ${member_name ?? ""}`, words))
		.toSorted((one, other) => rank(one) - rank(other) || one.user_name.localeCompare(other.user_name));
}

export function countMatched(people: readonly Mapped[]): number {
	return people.filter(({ member_id }) => member_id !== null).length;
}

/** The people of the PSA that match, those who still work there first. */
export function shownMembers(members: readonly PsaMember[], typed: string): readonly PsaMember[] {
	const words = wordsOf(typed);
	return members
		.filter(({ name, email }) => hasAll(`${name} ${email ?? ""}`, words))
		.toSorted((one, other) => Number(other.active) - Number(one.active) || one.name.localeCompare(other.name));
}

function rank({ member_id }: Mapped): number {
	return member_id === null ? 0 : 1;
}

function wordsOf(typed: string): string[] {
	return typed.toLowerCase().split(/\s+/).filter(Boolean);
}

function hasAll(text: string, words: readonly string[]): boolean {
	const low = text.toLowerCase();
	return words.every((word) => low.includes(word));
}
