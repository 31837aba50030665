import type { Connection } from "@/features/connections/api";
import { connectionStrings as text } from "@/features/connections/strings";

/** What a test came to, in words. */
export function testWord({ ok, code, product }: { ok: boolean; code: string | null; product?: string | null }): string {
	if (ok) return product ? text.testOkProduct(product) : text.testOk;
	if (code?.startsWith("blocked_")) return text.testBlocked;
	const words: Readonly<Record<string, string>> = text.testFailed;
	return words[code ?? ""] ?? text.testFailedOtherwise(code ?? "?");
}

/** Why nothing is asked of the PSA; null where it is. */
export function pausedWord({ state, pause_reason }: Pick<Connection, "state" | "pause_reason">): string | null {
	return state === "paused" ? text.pausedWhy[pause_reason ?? "asked"] : null;
}
