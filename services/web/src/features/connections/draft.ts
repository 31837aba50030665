import type { Changes, Connection, Keys, Provider } from "@/features/connections/api";
import { COMPANY, hasAllKeys, isAddress, keysOf } from "@/features/connections/providers";
import { connectionStrings as text } from "@/features/connections/strings";
import type { Schema } from "@/lib/api";

/** A connection as its form holds it. */
export interface Draft {
	provider: Provider;
	name: string;
	address: string;
	company: string;
	keys: Keys;
}

export type Faults = Partial<Record<"name" | "address" | "company" | "keys", string>>;

export const EMPTY: Draft = { provider: "connectwise", name: "", address: "", company: "", keys: {} };

export function draftOf({ provider, name, base_url, company }: Connection): Draft {
	return { provider, name, address: base_url, company: company ?? "", keys: {} };
}

/** What is missing; nothing where it can be sent. */
export function faultsOf(draft: Draft, needsKeys: boolean): Faults {
	const company = COMPANY[draft.provider] === "needed" && !draft.company.trim();
	return {
		...(!draft.name.trim() && { name: text.nameNeeded }),
		...(!isAddress(draft.address) && { address: text.addressNeeded }),
		...(company && { company: text.companyNeeded }),
		...(needsKeys && !hasAllKeys(draft.provider, draft.keys) && { keys: text.keysNeeded }),
	};
}

/** The draft of a new connection as the server takes it. */
export function newOf(draft: Draft): Schema["NewConnection"] {
	return {
		provider: draft.provider,
		name: draft.name.trim(),
		base_url: draft.address.trim(),
		company: companyOf(draft),
		credentials: keysOf(draft.provider, draft.keys),
		push: { note_kind: "internal", time_entry: false },
		watched_boards: [],
	};
}

/** Whether the keys would go elsewhere: then they are asked for anew. */
export function goesElsewhere(draft: Draft, { base_url, company }: Connection): boolean {
	return draft.address.trim() !== base_url || companyOf(draft) !== company;
}

/** Only what reads otherwise. */
export function changesOf(draft: Draft, connection: Connection): Partial<Changes> {
	const name = draft.name.trim();
	return {
		...(name !== connection.name && { name }),
		...(goesElsewhere(draft, connection) && {
			base_url: draft.address.trim(),
			company: companyOf(draft),
			credentials: keysOf(draft.provider, draft.keys),
		}),
	};
}

function companyOf(draft: Draft): string | null {
	return COMPANY[draft.provider] === "none" ? null : draft.company.trim() || null;
}
