import { flowStrings as text } from "@/features/flows/strings";

/** Nothing was sent: what is written could not be saved first. */
export function UnsavedNote() {
	return (
		<p role="alert" className="text-danger text-sm">
			{text.unsaved}
		</p>
	);
}
