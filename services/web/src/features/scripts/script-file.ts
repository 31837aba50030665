import { scriptStrings as text } from "@/features/scripts/strings";
import { saveFile } from "@/lib/save-file";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

const MARK = "\ufeff";

/** The file's text. Windows PowerShell takes a script for UTF-8 only where it begins with a byte order mark. */
export function fileText(filename: string, script: string): string {
	return filename.endsWith(".ps1") ? MARK + script : script;
}

export function download(filename: string, script: string): void {
	saveFile(filename, new Blob([fileText(filename, script)], { type: "text/plain;charset=utf-8" }));
}

export async function copyScript(script: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(script);
		toast.success(strings.common.copied);
	} catch {
		toast.error(text.copyFailed);
	}
}
