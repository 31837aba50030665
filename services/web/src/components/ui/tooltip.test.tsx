import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

const words = () => screen.queryByRole("tooltip", { hidden: true }); // jsdom never opens a popover
const wait = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

function draw() {
	render(
		<Tooltip text="Closes the case" keys="r">
			<Button>Resolve</Button>
		</Tooltip>,
	);
	return screen.getByRole("button");
}

afterEach(() => vi.useRealTimers());

test("given a control with a tooltip, when it gets the focus by keyboard, then it is described until Esc or the focus leaves", async () => {
	const user = userEvent.setup();
	const control = draw();
	await user.tab();

	expect(control).toHaveAccessibleDescription(/^Closes the case/);
	await user.keyboard("{Escape}");
	expect(words()).toBeNull();
	await user.tab();
	await user.tab({ shift: true });
	expect(words()).toHaveTextContent("Closes the case");
	await user.tab();
	expect(words()).toBeNull();
});

test("given the pointer on the control, when it stays and goes on to the words, then they are there until it leaves both", () => {
	vi.useFakeTimers();
	const control = draw();
	fireEvent.pointerEnter(control, { pointerType: "mouse" });
	expect(words()).toBeNull();
	wait(500);
	const shown = words();
	expect(shown).not.toBeNull();
	fireEvent.pointerLeave(control);
	fireEvent.pointerEnter(shown as HTMLElement);
	wait(500);
	expect(words()).toBe(shown);
	fireEvent.pointerLeave(shown as HTMLElement);
	wait(500);

	expect(words()).toBeNull();
});
