import { expect, test, vi } from "vitest";
import { CommandRegistry } from "@/lib/commands/registry";

function press(
	registry: CommandRegistry,
	key: string,
	options: KeyboardEventInit & { on?: HTMLElement; at?: number } = {},
) {
	const { on = document.body, at = 0, ...rest } = options;
	let taken = false;
	const listener = (event: KeyboardEvent) => {
		taken = registry.press(event, at);
	};
	document.body.append(on === document.body ? "" : on);
	window.addEventListener("keydown", listener);
	on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...rest }));
	window.removeEventListener("keydown", listener);
	return taken;
}

test("given a sequence, when both keys come in time, then its command runs", () => {
	const registry = new CommandRegistry();
	const go = vi.fn();
	registry.add("go.cases", go, 0, true);

	press(registry, "g", { at: 0 });
	const taken = press(registry, "c", { at: 500 });

	expect(taken).toBe(true);
	expect(go).toHaveBeenCalledOnce();
});

test("given a sequence, when the second key comes too late, then nothing runs", () => {
	const registry = new CommandRegistry();
	const go = vi.fn();
	registry.add("go.cases", go, 0, true);

	press(registry, "g", { at: 0 });
	press(registry, "c", { at: 5000 });

	expect(go).not.toHaveBeenCalled();
});

test("given a text field, when a single key is pressed in it, then it is typed; with mod the command runs", () => {
	const registry = new CommandRegistry();
	const sheet = vi.fn();
	const palette = vi.fn();
	registry.add("shell.shortcuts", sheet, 0, true);
	registry.add("shell.palette", palette, 0, true);
	const field = document.createElement("textarea");

	expect(press(registry, "?", { on: field })).toBe(false);
	expect(press(registry, "k", { on: field, ctrlKey: true })).toBe(true);
	expect(sheet).not.toHaveBeenCalled();
	expect(palette).toHaveBeenCalledOnce();
});

test("given an open dialog, when keys are pressed, then the page's commands are silent but those for everywhere run", () => {
	const registry = new CommandRegistry();
	const sheet = vi.fn();
	const palette = vi.fn();
	registry.add("shell.shortcuts", sheet, 0, true);
	registry.add("shell.palette", palette, 0, true);

	const close = registry.openLayer();
	press(registry, "?");
	press(registry, "k", { ctrlKey: true });
	close();
	press(registry, "?");

	expect(palette).toHaveBeenCalledOnce();
	expect(sheet).toHaveBeenCalledOnce();
});

test("given two handlers of one command, when its key is pressed, then the later one runs until it leaves", () => {
	const registry = new CommandRegistry();
	const first = vi.fn();
	const second = vi.fn();
	registry.add("shell.shortcuts", first, 0, true);
	const leave = registry.add("shell.shortcuts", second, 0, true);

	press(registry, "?");
	leave();
	press(registry, "?");

	expect(first).toHaveBeenCalledOnce();
	expect(second).toHaveBeenCalledOnce();
});

test("given a disabled command, when its key is pressed, then it is left to the browser", () => {
	const registry = new CommandRegistry();
	const sheet = vi.fn();
	registry.add("shell.shortcuts", sheet, 0, false);

	expect(press(registry, "?")).toBe(false);
	expect(sheet).not.toHaveBeenCalled();
});
