import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, useRef, useState } from "react";
import type { MenuParts } from "@/components/ui/menu-surface";
import { useLater } from "@/lib/later";

const loadSurface = () => import("@/components/ui/menu-surface");

/**
 * A menu that opens from its trigger. What draws it is loaded after the page; whoever is quicker waits a moment.
 * `children` is given what the menu is made of.
 */
export function Menu(props: {
	trigger: ReactElement;
	align?: "start" | "end";
	children: (parts: MenuParts) => ReactNode;
}) {
	const [open, setOpen] = useState(false);
	const focused = useRef(false);
	const Surface = useLater(loadSurface, open);
	if (Surface) return <Surface {...props} open={open} onOpenChange={setOpen} takesFocus={focused.current} />;
	return (
		<Slot.Root
			aria-haspopup="menu"
			aria-expanded={false}
			onClick={() => setOpen(true)}
			onFocus={() => {
				focused.current = true;
			}}
			onBlur={() => {
				focused.current = false;
			}}
		>
			{props.trigger}
		</Slot.Root>
	);
}
