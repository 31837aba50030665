import type { FocusEvent } from "react";

/** For `onFocus`: typing goes on behind what stands there. */
export function caretToEnd({ target }: FocusEvent<HTMLTextAreaElement>): void {
	target.setSelectionRange(target.value.length, target.value.length);
}
