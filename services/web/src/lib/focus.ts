/** Give a field the focus, to type on behind what stands in it: after a reload the browser would begin before that. */
export function focusAtEnd(field: HTMLTextAreaElement | null): void {
	field?.focus();
	field?.setSelectionRange(field.value.length, field.value.length);
}

/** Give it the focus where what had that is gone; the page where it is none. */
export function catchFocus(element: HTMLElement | null | undefined): void {
	const at = document.activeElement;
	if (at === null || at === document.body) (element ?? document.querySelector("main"))?.focus();
}
