import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Menu } from "@/components/ui/menu";

function draw(onChoose: () => void) {
	return render(
		<Menu trigger={<button type="button">More</button>}>
			{({ MenuItem }) => <MenuItem onSelect={onChoose}>Pause</MenuItem>}
		</Menu>,
	);
}

test("given a menu that is still on its way, when its button is pressed, then it opens once it is there", async () => {
	const user = userEvent.setup();
	const onChoose = vi.fn();
	draw(onChoose);
	await user.click(screen.getByRole("button", { name: "More" }));
	await user.click(await screen.findByRole("menuitem", { name: "Pause" }));

	expect(onChoose).toHaveBeenCalledOnce();
	expect(screen.queryByRole("menu")).toBeNull();
});

test("given the button of a menu in focus, when the menu has come, then the focus is still there and the keys work", async () => {
	const user = userEvent.setup();
	draw(vi.fn());
	await user.tab();
	await waitFor(() => expect(screen.getByRole("button")).toHaveAttribute("data-state", "closed"));

	expect(screen.getByRole("button", { name: "More" })).toHaveFocus();
	await user.keyboard("{Enter}");
	expect(await screen.findByRole("menuitem", { name: "Pause" })).toHaveFocus();
});
