import type { Keys, Provider } from "@/features/connections/api";
import { connectionStrings as text } from "@/features/connections/strings";

export const PROVIDERS = Object.keys(text.providers) as Provider[];

interface Key {
	name: string;
	label: string;
	/** Never shown while it is typed. */
	secret: boolean;
	/** May be left out, and why one would give it. */
	optional?: string;
}

/** The keys that a PSA asks for, in the order of its own pages. */
export const KEYS: Readonly<Record<Provider, readonly Key[]>> = {
	connectwise: [
		{ name: "public_key", label: text.keys.publicKey, secret: true },
		{ name: "private_key", label: text.keys.privateKey, secret: true },
		{ name: "client_id", label: text.keys.clientId, secret: true },
	],
	autotask: [
		{ name: "user_name", label: text.keys.userName, secret: false },
		{ name: "secret", label: text.keys.secret, secret: true },
		{ name: "integration_code", label: text.keys.integrationCode, secret: true },
	],
	halopsa: [
		{ name: "client_id", label: text.keys.clientId, secret: true },
		{ name: "client_secret", label: text.keys.clientSecret, secret: true },
		{ name: "webhook_user", label: text.keys.webhookUser, secret: false, optional: text.keysWebhook },
		{ name: "webhook_password", label: text.keys.webhookPassword, secret: true, optional: text.keysWebhook },
	],
};

/** Which PSAs want to know by what name they know the MSP, and whether they must. */
export const COMPANY: Readonly<Record<Provider, "needed" | "optional" | "none">> = {
	connectwise: "needed",
	autotask: "none",
	halopsa: "optional",
};

/** Only what this PSA asks for, without the blanks that come with copying. */
export function keysOf(provider: Provider, typed: Keys): Keys {
	const given = KEYS[provider].map(({ name }) => [name, (typed[name] ?? "").trim()] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== ""));
}

export function hasAllKeys(provider: Provider, typed: Keys): boolean {
	const given = keysOf(provider, typed);
	return KEYS[provider].every(({ name, optional }) => optional !== undefined || name in given);
}

/** Whether it reads like the address of a PSA; the server has the last word. */
export function isAddress(typed: string): boolean {
	try {
		const { protocol, hostname, username, password } = new URL(typed.trim());
		return (protocol === "https:" || protocol === "http:") && hostname !== "" && !username && !password;
	} catch {
		return false;
	}
}
