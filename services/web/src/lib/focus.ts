/** Give a field the focus, to type on behind what stands in it: after a reload the browser would begin before that. */
export function focusAtEnd(field: HTMLTextAreaElement | null): void {
	field?.focus();
	field?.setSelectionRange(field.value.length, field.value.length);
}
