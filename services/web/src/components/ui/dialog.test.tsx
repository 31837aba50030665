import { act, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Dialog } from "@/components/ui/dialog";

function page(dialog: boolean, field: boolean, onClosed?: () => void) {
	return (
		<main tabIndex={-1}>
			{field && <textarea aria-label="words" />}
			{dialog && (
				<Dialog open onOpenChange={() => undefined} title="Shortcuts" onClosed={onClosed}>
					<button type="button">In it</button>
				</Dialog>
			)}
		</main>
	);
}

test("given a field with the focus, when a dialog that nobody clicked open is closed, then the field has it again", async () => {
	const onClosed = vi.fn(() => expect(screen.getByLabelText("words")).toHaveFocus());
	const { rerender } = render(page(false, true));
	act(() => screen.getByLabelText("words").focus());
	rerender(page(true, true, onClosed));
	expect(screen.getByLabelText("words")).not.toHaveFocus();
	rerender(page(false, true));

	await vi.waitFor(() => expect(onClosed).toHaveBeenCalledOnce());
});

test("given a field that is gone by then, when the dialog is closed, then the focus is on the page's content", async () => {
	const { rerender } = render(page(false, true));
	act(() => screen.getByLabelText("words").focus());
	rerender(page(true, true));
	rerender(page(false, false));

	await vi.waitFor(() => expect(document.querySelector("main")).toHaveFocus());
});
