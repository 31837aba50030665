import { documentStrings as text } from "@/features/documents/strings";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

/** Put a document into the clipboard, and say so. */
export async function copy(markdown: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(markdown);
		toast.success(strings.common.copied);
	} catch {
		toast.error(text.copyFailed);
	}
}
