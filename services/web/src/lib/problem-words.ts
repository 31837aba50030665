import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

/** What went wrong, for people: our words for its code, else the server's, else that something did. */
export function problemWords(error: unknown): string {
	if (!isProblem(error)) return strings.errors.failedTitle;
	const words: Readonly<Record<string, string>> = strings.errors.codes;
	return words[error.code] ?? error.message;
}
