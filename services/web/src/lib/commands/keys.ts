/** Keys as they are written in the catalogue, pressed and shown. */
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const SHOWN: Record<string, string> = {
	mod: MAC ? "⌘" : "Ctrl",
	shift: MAC ? "⇧" : "Shift",
	enter: "Enter",
	escape: "Esc",
	arrowdown: "↓",
	arrowup: "↑",
	arrowleft: "←",
	arrowright: "→",
	" ": "Space",
};
const MODIFIERS = new Set(["Control", "Meta", "Shift", "Alt", "AltGraph"]);

/** The stroke of a key event: `mod+k`, `mod+shift+z`, `j`, `?`; null for a modifier alone or a combination that is never ours. */
export function strokeOf(event: KeyboardEvent): string | null {
	if (MODIFIERS.has(event.key) || event.altKey || event.isComposing) return null;
	const mod = MAC ? event.metaKey : event.ctrlKey;
	if (!mod && (event.metaKey || event.ctrlKey)) return null;
	const key = event.key.toLowerCase();
	return mod ? `mod+${event.shiftKey ? "shift+" : ""}${key}` : key;
}

/** Whether typing belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target instanceof HTMLInputElement)
		return !["button", "checkbox", "radio", "range", "submit", "file"].includes(target.type);
	return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether a stroke leaves the field it is pressed in alone. */
export function worksWhileTyping(stroke: string): boolean {
	return stroke.startsWith("mod+");
}

/** What stands on the key caps: [["Ctrl", "K"]] for `mod+k`, [["G"], ["C"]] for `g c`. */
export function capsOf(keys: string): string[][] {
	return strokes(keys).map((stroke) => stroke.split("+").map((part) => SHOWN[part] ?? part.toUpperCase()));
}

/** For `aria-keyshortcuts`; a sequence has no form there. */
export function ariaOf(keys: string): string | undefined {
	if (strokes(keys).length > 1) return undefined;
	return keys
		.replace("mod", MAC ? "Meta" : "Control")
		.replace(/\w+$|shift/g, (key) => key[0]?.toUpperCase() + key.slice(1));
}

export function strokes(keys: string): string[] {
	return keys.split(" ");
}
