/** Hand the browser a file to keep. */
export function saveFile(filename: string, content: Blob): void {
	const address = URL.createObjectURL(content);
	const link = Object.assign(document.createElement("a"), { href: address, download: filename });
	link.click();
	URL.revokeObjectURL(address);
}
