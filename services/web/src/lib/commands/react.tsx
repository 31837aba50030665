import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import type { CommandId } from "@/lib/commands/catalogue";
import { type Active, CommandRegistry } from "@/lib/commands/registry";

const registry = new CommandRegistry();
const Layer = createContext(0);

/** Let the command work while this is mounted. Of two with the same name the one mounted later works. */
export function useCommand(id: CommandId, run: () => void, options: { enabled?: boolean } = {}): void {
	const layer = useContext(Layer);
	const latest = useRef(run);
	useEffect(() => {
		latest.current = run;
	});
	const enabled = options.enabled ?? true;
	useEffect(() => registry.add(id, () => latest.current(), layer, enabled), [id, layer, enabled]);
}

/** What works here and now. */
export function useActiveCommands(): readonly Active[] {
	return useSyncExternalStore(
		(listener) => registry.subscribe(listener),
		() => registry.active(),
	);
}

/** Around the content of a dialog: the commands of the page below are silent while it is open. */
export function CommandLayer({ children }: { children: ReactNode }) {
	const layer = useContext(Layer) + 1;
	useEffect(() => registry.openLayer(), []);
	return <Layer.Provider value={layer}>{children}</Layer.Provider>;
}

/** Listens to the keyboard. Once in the app. */
export function CommandKeys() {
	useEffect(() => {
		const press = (event: KeyboardEvent) => void registry.press(event, performance.now());
		window.addEventListener("keydown", press);
		return () => window.removeEventListener("keydown", press);
	}, []);
	return null;
}
