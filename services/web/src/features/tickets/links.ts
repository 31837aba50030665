/** An address out of a PSA that may be linked to: a web page, nothing that runs. */
export function safeAddress(url: string | null): string | null {
	if (!url) return null;
	try {
		const { protocol } = new URL(url);
		return protocol === "https:" || protocol === "http:" ? url : null;
	} catch {
		return null;
	}
}
