import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";

/** Put words into the clipboard, and say so. */
export async function copy(words: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(words);
		toast.success(strings.common.copied);
	} catch {
		toast.error(strings.common.copyFailed);
	}
}
