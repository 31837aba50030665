import { createContext, useContext } from "react";

/** The script that is wanted: its template, what is known of its values, and the fix that it carries out. */
export interface WantedScript {
	template_id: string | null;
	parameters: Readonly<Record<string, string>>;
	fix_id: string | null;
}

export const ScriptContext = createContext<((wanted: WantedScript) => void) | null>(null);

/** Opens the dialog that makes a script, wherever on the page of a case one is; null where nobody may. */
export function useGenerateScript(): ((wanted: WantedScript) => void) | null {
	return useContext(ScriptContext);
}
