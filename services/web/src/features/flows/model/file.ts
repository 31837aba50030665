import type { FileFormat } from "@/features/flows/api";

/** As many characters as the server takes at once. */
export const MAX_FILE_CHARS = 900_000;

/** What a file is: by its name, else by how it begins. */
export function guessFormat(name: string, content: string): FileFormat {
	if (/\.json$/i.test(name)) return "json";
	if (/\.ya?ml$/i.test(name)) return "yaml";
	return /^\s*[[{]/.test(content) ? "json" : "yaml";
}
