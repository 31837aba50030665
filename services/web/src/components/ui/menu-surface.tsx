import { DropdownMenu as Radix } from "radix-ui";
import { type ComponentProps, type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { cn } from "@/lib/cn";

const PARTS = { MenuItem, MenuLabel, MenuSeparator } as const;

/** What a menu is made of. */
export type MenuParts = typeof PARTS;

/** A menu. Not modal: Radix would hide the page from screen readers and leave it focusable. */
export default function MenuSurface(props: {
	trigger: ReactElement;
	align?: "start" | "end";
	open: boolean;
	onOpenChange: (open: boolean) => void;
	/** Whether the trigger in whose place this one comes had the focus. */
	takesFocus: boolean;
	children: (parts: MenuParts) => ReactNode;
}) {
	const trigger = useRef<HTMLButtonElement>(null);
	const takesFocus = useRef(props.takesFocus && !props.open);
	useEffect(() => {
		if (takesFocus.current) trigger.current?.focus();
	}, []);
	return (
		<Radix.Root modal={false} open={props.open} onOpenChange={props.onOpenChange}>
			<Radix.Trigger ref={trigger} asChild>
				{props.trigger}
			</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					sideOffset={6}
					align={props.align}
					className="z-50 min-w-56 rounded-xl border border-border bg-popover p-1.5 text-popover-foreground shadow-xl"
				>
					{props.children(PARTS)}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

function MenuItem({ className, ...rest }: ComponentProps<typeof Radix.Item>) {
	return (
		<Radix.Item
			className={cn(
				"flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-accent [&_svg]:size-4",
				className,
			)}
			{...rest}
		/>
	);
}

function MenuLabel({ className, ...rest }: ComponentProps<typeof Radix.Label>) {
	return <Radix.Label className={cn("px-3 py-2 text-muted-foreground text-sm", className)} {...rest} />;
}

function MenuSeparator() {
	return <Radix.Separator className="my-1 h-px bg-border" />;
}
